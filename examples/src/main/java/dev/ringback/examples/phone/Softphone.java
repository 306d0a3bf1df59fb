package dev.ringback.examples.phone;

import dev.ringback.media.RtpMedia;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A telephone for the terminal: one line a command, one call at a time. What the caller says is
/// echoed: it has no microphone.
///
/// `java …Softphone sip:alice@example.com secret`
public final class Softphone {
    private static final String HELP =
            "call URI | answer | reject | hold | resume | digits 12# | transfer URI"
                    + " | hangup | quit";

    private final UserAgent agent;
    private final Consumer<String> screen;
    private final AtomicReference<@Nullable Call> current = new AtomicReference<>();

    /// A telephone of an agent, whose calls ring here from now on.
    ///
    /// @param screen shows lines of text; called on any thread
    public Softphone(UserAgent agent, Consumer<String> screen) {
        this.agent = agent;
        this.screen = screen;
        agent.onCall(this::rings);
        agent.onTransfer(request -> take(request.accept()));
    }

    /// Registers the first argument with the password that is the second, and does what the lines
    /// of the standard input say.
    public static void main(String[] arguments) throws Exception {
        try (SipClient client = SipClient.create();
                UserAgent agent =
                        client.userAgent(arguments[0])
                                .password(arguments[1])
                                .media(RtpMedia.create().echoing())
                                .build();
                Scanner input = new Scanner(System.in, StandardCharsets.UTF_8)) {
            Softphone phone = new Softphone(agent, System.out::println);
            System.out.println("registered for " + agent.register().granted() + "; " + HELP);
            while (input.hasNextLine() && phone.command(input.nextLine().strip())) {
                System.out.print("> ");
            }
        }
    }

    /// Does what a line says.
    ///
    /// @return false where it says that this was all
    public boolean command(String line) throws InterruptedException {
        String word = line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
        String rest = line.substring(word.length()).strip();
        Call call = current.get();
        try {
            switch (word) {
                case "quit" -> {
                    return false;
                }
                case "call" -> take(agent.call(rest));
                case "answer", "reject", "hold", "resume", "digits", "transfer", "hangup" -> {
                    if (call == null) {
                        screen.accept("there is no call");
                    } else {
                        inCall(call, word, rest);
                    }
                }
                default -> screen.accept(HELP);
            }
        } catch (SipException | IllegalArgumentException e) {
            screen.accept(String.valueOf(e.getMessage()));
        }
        return true;
    }

    private static void inCall(Call call, String word, String rest)
            throws SipException, InterruptedException {
        switch (word) {
            case "answer" -> call.accept();
            case "reject" -> call.reject(486);
            case "hold" -> call.hold();
            case "resume" -> call.resume();
            case "digits" -> call.sendDtmf(rest);
            case "transfer" -> call.transfer(rest);
            default -> call.hangUp();
        }
    }

    /// Somebody calls: rings, unless there is a call already.
    private void rings(Call call) throws SipException {
        if (current.get() == null) {
            screen.accept("ringing: " + call.remote());
            take(call);
            call.ring();
        } else {
            call.reject(486);
        }
    }

    private void take(Call call) {
        current.set(call);
        call.onEvent(event -> show(call, event));
    }

    private void show(Call call, CallEvent event) {
        switch (event) {
            case CallEvent.Progressed(var response) ->
                    screen.accept(response.status() + " " + response.reason());
            case CallEvent.Answered _ -> screen.accept("the call is up");
            case CallEvent.Held _ -> screen.accept("on hold");
            case CallEvent.Resumed _ -> screen.accept("back");
            case CallEvent.DigitReceived(char digit, _) -> screen.accept("digit " + digit);
            case CallEvent.TransferProgressed(int status, String reason) ->
                    screen.accept("transfer: " + status + " " + reason);
            case CallEvent.Ended(CallEnd end) -> {
                current.compareAndSet(call, null);
                screen.accept("the call is over: " + text(end));
            }
            case CallEvent.Retried _,
                    CallEvent.MediaAgreed _,
                    CallEvent.ChangeFailed _,
                    CallEvent.InfoReceived _,
                    CallEvent.TransferRequested _ -> {}
        }
    }

    private static String text(CallEnd end) {
        return switch (end) {
            case CallEnd.ByPeer _ -> "they hung up";
            case CallEnd.ByUs _ -> "you hung up";
            case CallEnd.Cancelled _ -> "given up";
            case CallEnd.Rejected(int status) -> "you refused with " + status;
            case CallEnd.Failed(var failure) -> "refused with " + failure.status();
            case CallEnd.Broken(String reason, _) -> reason;
            case CallEnd.Replaced _ -> "another call took its place";
        };
    }
}

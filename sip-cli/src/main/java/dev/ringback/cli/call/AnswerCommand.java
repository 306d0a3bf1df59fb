package dev.ringback.cli.call;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.SipClient;
import dev.ringback.stack.ListenPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback answer`: waits for calls and answers them as it is told.
@Command(
        name = "answer",
        header = "Waits for calls and answers them as it is told.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback answer --echo",
            "  ringback answer -l udp:127.0.0.1:5070 --reply 180,486 --delay 2s --once",
            "  ringback answer -u bob@example.com --password secret --registrar example.com",
            "  ringback answer --queue 3 --play hello.wav --record caller.wav",
            "  ringback answer --redirect sip:carol@example.com -H 'Expires: 60'",
            "Exit status: 0 ended by ^C or after --count calls, 1 a call went wrong,"
                    + " 2 wrong usage."
        })
public final class AnswerCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private AccountOptions account = new AccountOptions();

    @Mixin private SoundOptions sound = new SoundOptions();

    @Mixin private ReplyOptions replies = new ReplyOptions();

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "ends after so many calls")
    private int count;

    @Option(names = "--once", description = "ends after one call")
    private boolean once;

    @Option(
            names = "--accept-transfer",
            description = "calls whom the peer wants us to call (REFER)")
    private boolean followed;

    @Option(names = "--json", description = "prints one JSON object for each thing that happens")
    private boolean json;

    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    @Override
    public Integer call() throws Exception {
        if (count < 0) {
            throw new UsageException("--count: " + count + " is no number from 1 on");
        }
        Replies made =
                new Replies(replies, account.headers(), sound.formats(), account.secure()::ownBody);
        made.check();
        var media = sound.media();
        sound.digits();
        sound.duration();
        List<Reply> plan = replies.replies();
        Duration delay = replies.delay();
        String self = account.label();
        Screen screen = new Screen(spec, json, self);
        try (Interruption interruption = new Interruption(() -> over.complete(null));
                Station station = Station.open(account, media, null, true, screen)) {
            SipClient client = station.client();
            tellWhere(client, screen);
            Following following = Following.install(station.agent(), followed, screen);
            interruption.does(
                    () -> {
                        following.hangUp();
                        over.complete(null);
                    });
            station.agent()
                    .onCall(call -> serve(call, new Service(plan, made, delay, client, screen)));
            station.register(account);
            await(over);
            following.awaitEnds();
            int status = wrong.get() == 0 ? 0 : 1;
            interruption.finished(status);
            return status;
        }
    }

    private static void tellWhere(SipClient client, Screen screen) {
        for (ListenPoint point : client.listenPoints()) {
            String where = point.transport().parameter() + ":" + Ladder.text(point.bound());
            screen.tell("listening on " + where, "listening", Map.of("socket", where));
        }
    }

    private static void await(CompletableFuture<@Nullable Void> future)
            throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How one call is served.
    private record Service(
            List<Reply> plan, Replies replies, Duration delay, SipClient client, Screen screen) {}

    private void serve(Call call, Service service) throws InterruptedException {
        Screen screen = service.screen;
        call.onEvent(screen::happened);
        CallEnd end;
        try {
            answer(call, service);
            end = call.awaitEnd();
        } catch (IOException | UsageException e) {
            String text = Texts.message(e);
            screen.tell(text, "failed", Map.of("reason", text));
            call.close();
            end = call.awaitEnd();
        }
        Station.tellFigures(call, screen);
        String how = Ends.text(end);
        screen.tell(how, "ended", Map.of("how", how, "callId", call.callId()));
        if (end instanceof CallEnd.Broken || end instanceof CallEnd.Failed) {
            wrong.incrementAndGet();
        }
        int most = once ? 1 : count;
        boolean counts = !(end instanceof CallEnd.Replaced); // what took its place does
        if (most > 0 && counts && ended.incrementAndGet() >= most) {
            over.complete(null);
        }
    }

    private void answer(Call call, Service service)
            throws IOException, UsageException, InterruptedException {
        boolean first = true;
        for (Reply reply : service.plan) {
            if (!first && service.delay.isPositive() && call.awaitEnd(service.delay) != null) {
                return;
            }
            first = false;
            CallReply made = service.replies.of(reply, Objects.requireNonNull(call.invite()));
            if (reply.status() >= 300) {
                call.reject(made);
            } else if (reply.last()) {
                call.accept(made);
                new Conversation(call, sound).run();
            } else if (reply.status() > 100) {
                call.progress(made);
            }
        }
    }
}

package dev.ringback.cli.call;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.SipException;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback call`: calls somebody, and draws the ladder as messages arrive.
@Command(
        name = "call",
        header = "Calls somebody, and draws the ladder as messages arrive.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback call sip:echo@localhost",
            "  ringback call sip:bob@example.com -u alice@example.com --password secret",
            "  ringback call echo@127.0.0.1:5070 --play hello.wav --record back.wav",
            "  ringback call tcp:bob@pbx.example --dtmf 12# --duration 10s --json",
            "^C hangs up. Exit status: 0 the call was up, 1 it was not, 2 wrong usage."
        })
public final class CallCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TARGET",
            description = "sip:bob@example.com, bob@127.0.0.1:5070, tcp:bob@pbx.example")
    private String target = "";

    @Mixin private AccountOptions account = new AccountOptions();

    @Mixin private SoundOptions sound = new SoundOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "how long it may ring (${DEFAULT-VALUE})")
    private String timeout = "60s";

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            description = "puts the peer on hold for so long, once the call is up")
    private @Nullable String hold;

    @Option(
            names = "--late-offer",
            description = "sends no session description: the peer offers in its answer")
    private boolean late;

    @Option(
            names = "--accept-transfer",
            description = "calls whom the peer wants us to call (REFER)")
    private boolean followed;

    @Option(names = "--json", description = "prints one JSON object for each thing that happens")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SipUri to = account.towards(Target.parse(target));
        Duration patience = Arguments.duration("--timeout", timeout);
        Duration held = hold == null ? null : Arguments.duration("--hold", hold);
        CallOptions options = options(patience);
        var media = sound.media();
        sound.digits();
        sound.duration();
        String self = account.label();
        Screen screen = new Screen(spec, json, self);
        try (Interruption interruption = new Interruption(() -> {});
                Station station = Station.open(account, media, to, false, screen)) {
            station.register(account);
            Following following = Following.install(station.agent(), followed, screen);
            Call call = station.agent().call(to.toString(), options);
            call.onEvent(screen::happened);
            interruption.does(
                    () -> {
                        call.hangUp();
                        following.hangUp();
                    });
            int status = talk(call, screen, held);
            following.awaitEnds();
            interruption.finished(status);
            return status;
        }
    }

    private CallOptions options(Duration patience) throws UsageException {
        CallOptions options = CallOptions.defaults().timeout(patience);
        for (HeaderOption header : account.headers()) {
            options = options.header(header.name(), header.value());
        }
        return late ? options.withoutOffer() : options;
    }

    private int talk(Call call, Screen screen, @Nullable Duration held)
            throws FailedException, UsageException, InterruptedException {
        try {
            SipResponse answer = call.awaitAnswer();
            screen.up(answer);
            new Conversation(call, sound).hold(held).run();
        } catch (SipException e) {
            if (call.state() != Call.State.ENDED) {
                call.hangUp();
            }
            screen.settle(call.callId());
            throw new FailedException(Texts.message(e), Explained.here(call.callId()));
        }
        CallEnd end = call.awaitEnd();
        Station.tellFigures(call, screen);
        screen.tell(Ends.text(end), "ended", Map.of("how", Ends.text(end)));
        return Ends.good(end) ? 0 : 1;
    }
}

package dev.ringback.cli.call;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.media.RtpMedia;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.SipException;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback transfer`: calls somebody and sends them on to somebody else, RFC 3515, RFC 5589.
@Command(
        name = "transfer",
        header = "Calls somebody and sends them on to somebody else.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback transfer sip:bob@example.com sip:carol@example.com",
            "  ringback transfer bob@127.0.0.1:5070 carol@127.0.0.1:5080 --attended",
            "Exit status: 0 they talk, 1 they do not, 2 wrong usage."
        })
public final class TransferCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "WHOM", description = "who is called and sent on")
    private String whom = "";

    @Parameters(index = "1", paramLabel = "WHERE", description = "who is to be called then")
    private String where = "";

    @Mixin private AccountOptions account = new AccountOptions();

    @Option(
            names = "--attended",
            description = "calls WHERE too, and connects both (Replaces, RFC 3891)")
    private boolean attended;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "how long each call may ring (${DEFAULT-VALUE})")
    private String timeout = "60s";

    @Option(names = "--json", description = "prints one JSON object for each thing that happens")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SipUri first = account.towards(Target.parse(whom));
        SipUri second = account.towards(Target.parse(where));
        Duration patience = Arguments.duration("--timeout", timeout);
        String self = account.label();
        Screen screen = new Screen(spec, json, self);
        try (Station station = Station.open(account, RtpMedia.create(), first, false, screen)) {
            station.register(account);
            CallOptions options = CallOptions.defaults().timeout(patience);
            for (HeaderOption header : account.headers()) {
                options = options.header(header.name(), header.value());
            }
            try (Interruption interruption = new Interruption(station.agent()::close)) {
                transfer(station, first, second, options, screen);
                interruption.finished(0);
                return 0;
            } catch (SipException e) {
                throw new FailedException(Texts.message(e));
            }
        }
    }

    private void transfer(
            Station station, SipUri first, SipUri second, CallOptions options, Screen screen)
            throws SipException, InterruptedException {
        Call call = station.agent().call(first.toString(), options).onEvent(screen::happened);
        call.awaitAnswer();
        if (attended) {
            Call other = station.agent().call(second.toString(), options);
            other.onEvent(screen::happened);
            other.awaitAnswer();
            call.transferTo(other);
        } else {
            call.transfer(second.toString());
        }
        call.awaitEnd();
        screen.tell(
                first + " talks to " + second,
                "transferred",
                Map.of("from", first.toString(), "to", second.toString()));
    }
}

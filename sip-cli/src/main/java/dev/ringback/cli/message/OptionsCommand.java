package dev.ringback.cli.message;

import dev.ringback.cli.call.AccountOptions;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.Method;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipException;
import dev.ringback.uri.SipUri;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback options`: asks a SIP server for a sign of life, RFC 3261 §11.
@Command(
        name = "options",
        header = "Asks a SIP server for a sign of life.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback options 127.0.0.1",
            "  ringback options tcp:pbx.example:5070 --count 5",
            "  ringback options sip:bob@pbx.example;transport=tcp --json",
            "  ringback options pbx.example --nagios --timeout 2s",
            "  ringback options -s sip:bob@pbx.example -N            (as sipsak)",
            "Exit status: 0 a 2xx came, 1 none came (with --nagios: 2), 2 wrong usage."
        })
public final class OptionsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TargetOption target = new TargetOption();

    @Mixin private AccountOptions account = new AccountOptions();

    @Option(
            names = {"--timeout", "-timeout"},
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "how long to wait for each answer (${DEFAULT-VALUE})")
    private String timeout = "5s";

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            defaultValue = "1",
            description = "how often to ask, once a second (${DEFAULT-VALUE})")
    private int count = 1;

    @Option(names = "--json", description = "prints one JSON object for each answer")
    private boolean json;

    @Option(
            names = {"--nagios", "-N"},
            description = "prints one line for Nagios and Icinga")
    private boolean nagios;

    @Override
    public Integer call() throws Exception {
        Target to = target.target();
        Duration patience = Arguments.duration("--timeout", timeout);
        if (count < 1) {
            throw new UsageException("--count: " + count + " is no number from 1 on");
        }
        OptionsReport report = new OptionsReport(to, spec.commandLine().getOut());
        SipUri uri = account.towards(to);
        try (Desk desk = Desk.open(account, uri, spec.commandLine().getErr())) {
            OutgoingRequest request =
                    OutgoingRequest.of(Method.OPTIONS, uri).header("Accept", "application/sdp");
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    Arguments.pause(Duration.ofSeconds(1));
                }
                print(report, desk.ask(request, patience));
            }
        } catch (SipException e) {
            String reason = Texts.message(e);
            if (!nagios) {
                throw new FailedException(reason);
            }
            report.nagios(new Outcome.Unanswered(reason));
        }
        if (count > 1 && !json && !nagios) {
            report.summary();
        }
        return report.allGood() ? 0 : nagios ? 2 : 1;
    }

    private void print(OptionsReport report, Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            report.json(outcome);
        } else if (nagios) {
            report.nagios(outcome);
        } else {
            report.text(outcome, count == 1);
        }
        out.flush();
    }
}

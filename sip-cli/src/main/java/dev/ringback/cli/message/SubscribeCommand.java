package dev.ringback.cli.message;

import dev.ringback.cli.call.AccountOptions;
import dev.ringback.cli.call.Interruption;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.Method;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.SipException;
import dev.ringback.sip.Subscription;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback subscribe`: subscribes to events and prints what is told, RFC 6665.
@Command(
        name = "subscribe",
        header = "Subscribes to events, and prints each as it comes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback subscribe sip:bob@example.com",
            "  ringback subscribe alice@pbx.example --event message-summary -u alice -a secret",
            "  ringback subscribe bob@127.0.0.1:5070 --event dialog --count 3 --json",
            "  ringback subscribe bob@pbx.example --poll",
            "^C unsubscribes. Exit status: 0 something was told, 1 nothing, 2 wrong usage."
        })
public final class SubscribeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TargetOption target = new TargetOption();

    @Mixin private AccountOptions account = new AccountOptions();

    @Option(
            names = {"-e", "--event"},
            paramLabel = "NAME",
            defaultValue = "presence",
            description = "presence, message-summary, dialog or another (${DEFAULT-VALUE})")
    private String event = "presence";

    @Option(
            names = {"-x", "--expires", "-ex"},
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "for how long at a time; it refreshes itself (${DEFAULT-VALUE})")
    private String expires = "1h";

    @Option(
            names = "--accept",
            paramLabel = "TYPES",
            description = "the types of body that are understood")
    private @Nullable String accept;

    @Option(names = "--poll", description = "asks for the present state only")
    private boolean poll;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "0",
            description = "ends after so many notifications")
    private int count;

    @Option(names = "--duration", paramLabel = "TIME", description = "ends after so long")
    private @Nullable String duration;

    @Option(
            names = {"--timeout", "-timeout"},
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "how long to wait for the first notification (${DEFAULT-VALUE})")
    private String timeout = "10s";

    @Option(names = "--json", description = "prints one JSON object for each notification")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = target.target();
        Duration patience = Arguments.duration("--timeout", timeout);
        Duration most = duration == null ? null : Arguments.duration("--duration", duration);
        if (count < 0) {
            throw new UsageException("--count: " + count + " is no number from 0 on");
        }
        SipUri uri = account.towards(to);
        OutgoingRequest request = request(uri);
        NotifyReport report = new NotifyReport(spec.commandLine().getOut(), json, poll ? 1 : count);
        try (Desk desk = Desk.open(account, uri, spec.commandLine().getErr())) {
            Subscription subscription = desk.agent().subscribe(request, report);
            return watch(subscription, report, patience, most);
        } catch (SipException e) {
            throw new FailedException(to + ": " + reason(e));
        } catch (IllegalArgumentException e) {
            throw new UsageException(Texts.message(e));
        }
    }

    private OutgoingRequest request(SipUri uri) throws UsageException {
        long seconds = poll ? 0 : Arguments.duration("--expires", expires).toSeconds();
        OutgoingRequest request =
                OutgoingRequest.of(Method.SUBSCRIBE, uri)
                        .header("Event", event)
                        .header("Expires", String.valueOf(seconds));
        return accept == null ? request : request.header("Accept", accept);
    }

    /// Prints what comes until it is enough, the time is over, the notifier ends it, or ^C.
    private int watch(
            Subscription subscription,
            NotifyReport report,
            Duration patience,
            @Nullable Duration most)
            throws InterruptedException, FailedException {
        CountDownLatch over = new CountDownLatch(1);
        var _ = subscription.ended().whenComplete((_, _) -> over.countDown());
        report.whenEnough(over::countDown);
        try (Interruption interruption = new Interruption(over::countDown)) {
            boolean ended = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended && report.told() == 0) {
                subscription.close();
                throw new FailedException(
                        "accepted, but not notified within " + Texts.seconds(patience));
            }
            if (!ended && most != null) {
                long left = Math.max(0, most.minus(patience).toMillis());
                ended = over.await(left, TimeUnit.MILLISECONDS);
            } else if (!ended) {
                over.await();
            }
            subscription.close();
            int status = report.told() > 0 ? 0 : 1;
            interruption.finished(status);
            return status;
        }
    }

    private static String reason(SipException e) {
        SipResponse response =
                switch (e.failure()) {
                    case SipFailure.Refused refused -> refused.response();
                    case SipFailure.Unauthorized challenged -> challenged.response();
                    case null, default -> null;
                };
        return response == null
                ? Texts.message(e)
                : "refused with "
                        + response.status()
                        + " "
                        + Texts.harmless(response.reason())
                        + AnswerReport.hint(response);
    }
}

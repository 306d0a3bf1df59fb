package dev.ringback.locate;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Questions that are asked at once. It is over when all are answered, when its time is up, or a
/// little after the first records came: a name server that hangs delays nobody who found somebody.
final class Round {
    /// How long the others may take once something was found.
    static final Duration GRACE = Duration.ofMillis(500);

    private static final Answer LATE =
            new Answer.NoRecords(DnsStep.Outcome.TIMED_OUT, Duration.ZERO);

    private final SipStack stack;
    private final Map<Question.Dns, Answer> answers = new LinkedHashMap<>();
    private final Consumer<Round> then;
    private int open;
    private boolean over;
    private boolean hurried;
    private final long deadline;
    private TimerQueue.@Nullable Timer timer;

    /// @param deadline when it is over at the latest, on the stack's monotonic clock
    /// @param then what comes after it
    Round(SipStack stack, long deadline, Consumer<Round> then) {
        this.stack = stack;
        this.deadline = deadline;
        this.then = then;
    }

    /// Asks, each question once.
    void ask(List<Question.Dns> questions) {
        for (Question.Dns question : questions) {
            answers.put(question, LATE);
        }
        open = answers.size();
        if (open == 0) {
            end();
            return;
        }
        timer = stack.schedule(left(), this::end);
        for (Question.Dns question : List.copyOf(answers.keySet())) {
            stack.ask(question, answer -> answered(question, answer));
        }
    }

    /// The records that a question found; empty where it found none.
    List<DnsRecord> records(Question.Dns question) {
        return answers.get(question) instanceof Answer.Records(List<DnsRecord> records, Duration _)
                ? records
                : List.of();
    }

    /// What was asked, and what came of it.
    List<DnsStep> steps() {
        List<DnsStep> steps = new ArrayList<>(answers.size());
        answers.forEach(
                (question, answer) ->
                        steps.add(
                                new DnsStep(
                                        question.name(),
                                        question.type().name(),
                                        declined(question)
                                                ? DnsStep.Outcome.DECLINED
                                                : answer.outcome())));
        return steps;
    }

    /// The one target "." says that the service is decidedly not there: RFC 2782.
    boolean declined(Question.Dns question) {
        List<DnsRecord> records = records(question);
        return records.size() == 1
                && records.getFirst() instanceof DnsRecord.Srv srv
                && srv.target().isEmpty();
    }

    private void answered(Question.Dns question, Answer answer) {
        if (over) {
            return;
        }
        answers.put(question, answer);
        open--;
        if (open == 0) {
            end();
        } else if (!hurried && answer.outcome() == DnsStep.Outcome.FOUND) {
            hurried = true;
            Duration wait = left().compareTo(GRACE) < 0 ? left() : GRACE;
            cancel();
            timer = stack.schedule(wait, this::end);
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - stack.now()));
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void end() {
        over = true;
        cancel();
        then.accept(this);
    }
}

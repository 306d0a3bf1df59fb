package dev.ringback.callflow.draw;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Transaction;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Marks;
import dev.ringback.callflow.draw.Ladder.Moment;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a ladder of flows.
final class LadderBuilder {
    private final List<CallFlow> flows;
    private final List<Passed> messages;
    private final Parties parties;
    private final Passages passages;
    private final Map<String, Integer> branches = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    LadderBuilder(List<CallFlow> flows, boolean compressed) {
        this.flows = flows;
        this.messages =
                flows.stream()
                        .flatMap(flow -> flow.messages().stream())
                        .sorted(Comparator.comparing(Passed::at))
                        .toList();
        this.parties = new Parties(flows, messages, compressed);
        this.passages = new Passages(messages, parties);
        flows.forEach(flow -> numbers.putIfAbsent(flow.callId(), numbers.size()));
    }

    Ladder ladder() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            rows.add(arrow(messages.get(i), i));
        }
        for (CallFlow flow : flows) {
            for (Remark remark : flow.remarks()) {
                rows.add(new Note(remark, column(flow, remark), moment(remark.at())));
            }
        }
        rows.sort(Comparator.comparing(row -> row.moment().at()));
        return new Ladder(
                flows.stream().map(CallFlow::callId).toList(),
                parties.columns(),
                timed(rows),
                flows.stream().mapToInt(CallFlow::forgotten).sum());
    }

    private Arrow arrow(Passed passed, int index) {
        String branch = Transaction.branch(passed.message());
        Marks marks =
                new Marks(
                        passages.again(index),
                        passages.stopped(index),
                        branches.computeIfAbsent(branch, _ -> branches.size()),
                        numbers.getOrDefault(passed.message().callId(), 0));
        return new Arrow(
                passed,
                parties.column(passed.from()),
                parties.column(passed.to()),
                marks,
                moment(passed.at()));
    }

    private static Moment moment(Instant at) {
        return new Moment(at, Duration.ZERO, Duration.ZERO);
    }

    private static List<Row> timed(List<Row> rows) {
        List<Row> timed = new ArrayList<>(rows.size());
        Instant before = null;
        for (Row row : rows) {
            Instant at = row.moment().at();
            Instant first = rows.getFirst().moment().at();
            Moment moment =
                    new Moment(
                            at,
                            Duration.between(first, at),
                            before == null ? Duration.ZERO : Duration.between(before, at));
            timed.add(
                    switch (row) {
                        case Arrow arrow ->
                                new Arrow(
                                        arrow.passed(),
                                        arrow.from(),
                                        arrow.to(),
                                        arrow.marks(),
                                        moment);
                        case Note note -> new Note(note.remark(), note.column(), moment);
                    });
            before = at;
        }
        return timed;
    }

    /// The element that recorded the flow, or else who sent the response that the remark is about,
    /// or else who got the request.
    private int column(CallFlow flow, Remark remark) {
        if (!flow.own().isEmpty()) {
            return parties.column(flow.own().iterator().next());
        }
        Passed asked = null;
        for (Passed passed : flow.messages()) {
            switch (passed.message()) {
                case SipRequest request ->
                        asked = asked == null && answers(remark, request) ? passed : asked;
                case SipResponse response -> {
                    if (response.status() == remark.status()
                            && response.cSeq().number() == remark.sequence()) {
                        return parties.column(passed.from());
                    }
                }
            }
        }
        return asked == null ? 0 : parties.column(asked.to());
    }

    private static boolean answers(Remark remark, @Nullable SipRequest request) {
        return request != null
                && request.method().equals(remark.method())
                && request.cSeq().number() == remark.sequence();
    }
}

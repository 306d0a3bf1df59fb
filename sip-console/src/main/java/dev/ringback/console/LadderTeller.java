package dev.ringback.console;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.capture.CaptureFormat;
import dev.ringback.callflow.capture.PcapWriter;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.SvgLadder;
import dev.ringback.callflow.why.Inquiry;
import dev.ringback.callflow.why.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells about calls with what was recorded of them: why they ended, their ladder, their messages.
public final class LadderTeller implements CallTeller {
    private final Function<String, dev.ringback.callflow.why.@Nullable Why> recorded;

    /// @param recorded answers by the Call-ID why a call ended, its other legs included; null where
    ///     it does not know the call
    public LadderTeller(Function<String, dev.ringback.callflow.why.@Nullable Why> recorded) {
        this.recorded = recorded;
    }

    @Override
    public Why why(CallFlow flow, Language language) {
        var known = recorded.apply(flow.callId());
        var why = known == null ? Inquiry.about(flow, List.of()) : known;
        Words words = Words.in(language);
        List<Step> steps = new ArrayList<>();
        var origin = why.origin();
        List<Remark.Link> chain = new ArrayList<>();
        if (origin != null) {
            chain.addAll(origin.remark().chain());
        }
        chain.sort(Comparator.comparing((Remark.Link link) -> !link.decisive()));
        for (Remark.Link link : chain) {
            add(steps, words, link.reason(), new Depth(0, link.at()));
        }
        if (steps.isEmpty()) {
            add(steps, words, why.reason(), new Depth(0, null));
        }
        String hint = words.hint(why.reason());
        String headline = words.of(why.reason());
        return new Why(hint == null ? headline : headline + " " + hint, steps);
    }

    /// Where a step stands.
    private record Depth(int depth, @Nullable Instant at) {}

    private static void add(List<Step> steps, Words words, Reason reason, Depth where) {
        steps.add(new Step(words.of(reason), where.depth, where.at, reason.kind()));
        reason.parts().forEach(part -> add(steps, words, part, new Depth(where.depth + 1, null)));
    }

    @Override
    public String svg(CallFlow flow) {
        return SvgLadder.file(Ladder.of(flow));
    }

    @Override
    public byte[] pcap(CallFlow flow) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(octets, CaptureFormat.PCAP)) {
            for (Passed passed : flow.messages()) {
                writer.write(passed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return octets.toByteArray();
    }
}

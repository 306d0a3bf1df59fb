package dev.ringback.console;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.capture.CaptureFormat;
import dev.ringback.callflow.capture.PcapWriter;
import dev.ringback.callflow.codes.Language;
import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.SvgLadder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells about calls with what a flow holds by itself: its remarks with their facts, its ladder,
/// its messages.
public final class LadderTeller implements CallTeller {
    /// Ready.
    public LadderTeller() {}

    @Override
    public Why why(CallFlow flow, Language language) {
        Remark decisive = CallSummary.of(flow).outcome().decisive();
        List<Remark> remarks = new ArrayList<>(flow.remarks());
        remarks.sort(Comparator.comparing((Remark remark) -> !remark.equals(decisive)));
        List<Step> steps = new ArrayList<>();
        for (Remark remark : remarks) {
            steps.add(new Step(Label.of(remark), 0, remark.at(), remark.reason().kind()));
            remark.reason().parts().forEach(part -> add(steps, part, 1));
        }
        return new Why(headline(decisive, language), steps);
    }

    private static String headline(@Nullable Remark decisive, Language language) {
        if (decisive != null) {
            return Label.of(decisive);
        }
        return switch (language) {
            case EN -> "Nothing was decided here.";
            case ZH -> "本服务器未作任何决定。";
        };
    }

    private static void add(List<Step> steps, Reason reason, int depth) {
        steps.add(new Step(Label.text(reason), depth, null, reason.kind()));
        reason.parts().forEach(part -> add(steps, part, depth + 1));
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

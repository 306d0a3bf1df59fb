package dev.ringback.calls;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Two times of one call made one.
public final class Joined {
    private Joined() {}

    /// What is in one of two flows or in both.
    ///
    /// @param other null for nothing
    public static CallFlow of(CallFlow one, @Nullable CallFlow other) {
        if (other == null) {
            return one;
        }
        List<Passed> messages = new ArrayList<>(one.messages());
        Set<Mark> marks = new HashSet<>(messages.stream().map(Mark::of).toList());
        other.messages().stream().filter(each -> marks.add(Mark.of(each))).forEach(messages::add);
        messages.sort(Comparator.comparing(Passed::at));
        Collection<Remark> remarks = new LinkedHashSet<>(one.remarks());
        remarks.addAll(other.remarks());
        Set<InetSocketAddress> own = new LinkedHashSet<>(one.own());
        own.addAll(other.own());
        return new CallFlow(
                one.callId(),
                messages,
                remarks.stream().sorted(Comparator.comparing(Remark::at)).toList(),
                own,
                Math.max(one.forgotten(), other.forgotten()));
    }

    /// What tells messages of one call apart: no two pass one way at one nanosecond.
    private record Mark(Instant at, InetSocketAddress from, InetSocketAddress to) {
        static Mark of(Passed passed) {
            return new Mark(passed.at(), passed.from(), passed.to());
        }
    }
}

package dev.ringback.control;

import dev.ringback.app.record.CallTail;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells one client what passes, at the pace at which it takes it: what is overwritten before its
/// turn comes is lost to it, and it is told how much that was. One thread.
final class FlowFeed {
    private static final Duration EVERY = Duration.ofMillis(100);

    /// So that an idle connection is known to be there by both ends.
    private static final Duration SIGN = Duration.ofSeconds(5);

    private final CallTail tail;
    private final Consumer<Map<String, ? extends @Nullable Object>> items;
    private long told;
    private long lost;
    private long quiet;

    /// @param items takes what there is; it throws where nobody takes it any more
    FlowFeed(CallTail tail, Consumer<Map<String, ? extends @Nullable Object>> items) {
        this.tail = tail;
        this.items = items;
    }

    /// Tells until the time is over.
    ///
    /// @param limit how long; null for as long as somebody takes it
    /// @return how many events it told
    long run(@Nullable Duration limit) {
        long begin = System.nanoTime();
        while (true) {
            turn();
            boolean over = limit != null && System.nanoTime() - begin >= limit.toNanos();
            if (over || Thread.currentThread().isInterrupted()) {
                return told;
            }
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void turn() {
        long before = told;
        tail.read(this::message, this::remark);
        if (tail.lost() > lost) {
            items.accept(Map.of("event", "lost", "octets", tail.lost() - lost));
            lost = tail.lost();
        }
        quiet = told == before ? quiet + 1 : 0;
        if (quiet * EVERY.toMillis() >= SIGN.toMillis()) {
            items.accept(Map.of("event", "alive"));
            quiet = 0;
        }
    }

    private void message(Passed passed, boolean sent) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "message");
        event.put("at", passed.at().toString());
        event.put("transport", passed.transport().parameter());
        event.put("from", FlowFilter.text(passed.from()));
        event.put("to", FlowFilter.text(passed.to()));
        event.put("octets", Base64.getEncoder().encodeToString(passed.message().toBytes()));
        event.put("sent", sent);
        tell(event);
    }

    private void remark(String callId, Remark remark) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("event", "remark");
        event.put("callId", callId);
        event.put("at", remark.at().toString());
        event.put("method", remark.method().name());
        event.put("sequence", remark.sequence());
        event.put("status", remark.status());
        event.put("reason", reason(remark.reason()));
        event.put("chain", remark.chain().stream().map(FlowFeed::link).toList());
        tell(event);
    }

    private static Map<String, Object> link(Remark.Link link) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("at", link.at().toString());
        object.put("attempt", link.attempt());
        object.put("decisive", link.decisive());
        object.put("reason", reason(link.reason()));
        return object;
    }

    private static Map<String, Object> reason(Reason reason) {
        List<Map<String, Object>> parts = reason.parts().stream().map(FlowFeed::reason).toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", reason.kind());
        object.put("facts", reason.facts());
        object.put("parts", parts);
        return object;
    }

    private void tell(Map<String, @Nullable Object> event) {
        items.accept(event);
        told++;
    }
}

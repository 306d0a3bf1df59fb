package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.FlowFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The calls that are shown, with their summaries. It works out again only what has changed. One
/// thread.
final class CallTable {
    private final CallFlows flows;
    private final Predicate<CallFlow> expression;
    private Map<String, Entry> known = new HashMap<>();
    private FlowFilter filter = FlowFilter.ALL;
    private ListColumn order = ListColumn.INDEX;
    private boolean descending;
    private int next = 1;

    /// A call.
    ///
    /// @param number its number in the order of arrival, from 1
    /// @param flow its flow
    /// @param summary its line
    /// @param shown whether the filters let it pass
    record Entry(int number, CallFlow flow, CallSummary summary, boolean shown) {}

    /// @param expression which flows are shown at all
    CallTable(CallFlows flows, Predicate<CallFlow> expression) {
        this.flows = flows;
        this.expression = expression;
    }

    FlowFilter filter() {
        return filter;
    }

    void filter(FlowFilter other) {
        filter = other;
        known.replaceAll((_, entry) -> entry(entry.number, entry.flow));
    }

    ListColumn order() {
        return order;
    }

    boolean descending() {
        return descending;
    }

    void order(ListColumn column, boolean down) {
        order = column;
        descending = down;
    }

    /// The calls that are shown, in their order.
    List<Entry> entries() {
        Map<String, Entry> present = new HashMap<>();
        List<Entry> shown = new ArrayList<>();
        for (CallFlow flow : flows.flows()) {
            if (!flow.messages().isEmpty()) {
                Entry entry = known(flow);
                present.put(flow.callId(), entry);
                if (entry.shown) {
                    shown.add(entry);
                }
            }
        }
        known = present;
        Comparator<Entry> comparator =
                order == ListColumn.INDEX
                        ? Comparator.comparingInt(Entry::number)
                        : order == ListColumn.MESSAGES
                                ? Comparator.comparingInt(each -> each.summary.span().messages())
                                : Comparator.comparing(each -> order.value(each.summary));
        shown.sort(descending ? comparator.reversed() : comparator);
        return shown;
    }

    private Entry known(CallFlow flow) {
        @Nullable Entry before = known.get(flow.callId());
        if (before == null) {
            return entry(next++, flow);
        }
        return before.flow.equals(flow) ? before : entry(before.number, flow);
    }

    private Entry entry(int number, CallFlow flow) {
        CallSummary summary = CallSummary.of(flow);
        return new Entry(
                number, flow, summary, filter.test(flow, summary) && expression.test(flow));
    }
}

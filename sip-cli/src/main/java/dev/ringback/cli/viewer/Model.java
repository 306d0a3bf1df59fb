package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What all screens share. One thread.
final class Model {
    private final CallFlows flows;
    private final CallTable table;
    private final Source source;
    private final Settings settings = new Settings();
    private final Set<String> selected = new LinkedHashSet<>();
    private final Set<ListColumn> columns = EnumSet.range(ListColumn.INDEX, ListColumn.STATE);
    private final Deque<View> views = new ArrayDeque<>();
    private boolean paused;
    private boolean follows;
    private @Nullable SaveOrder order;
    private String message = "";

    /// Where calls come from, as the first lines tell.
    ///
    /// @param mode `Online` or `Offline`
    /// @param name `Filename: call.pcap`
    /// @param expression what `--filter` said, empty for nothing
    public record Source(String mode, String name, String expression) {}

    Model(CallFlows flows, CallTable table, Source source) {
        this.flows = flows;
        this.table = table;
        this.source = source;
    }

    CallFlows flows() {
        return flows;
    }

    CallTable table() {
        return table;
    }

    Source source() {
        return source;
    }

    Settings settings() {
        return settings;
    }

    Set<String> selected() {
        return selected;
    }

    Set<ListColumn> columns() {
        return columns;
    }

    /// The views, the one in front first.
    Deque<View> views() {
        return views;
    }

    void open(View view) {
        views.push(view);
    }

    boolean paused() {
        return paused;
    }

    void pause(boolean wanted) {
        paused = wanted;
    }

    boolean follows() {
        return follows;
    }

    void follow(boolean wanted) {
        follows = wanted;
    }

    /// The selected flows, or else that one.
    List<CallFlow> selectedOr(CallFlow other) {
        List<CallFlow> all =
                flows.flows().stream().filter(flow -> selected.contains(flow.callId())).toList();
        return all.isEmpty() ? List.of(other) : all;
    }

    void clear() {
        flows.clear();
        selected.clear();
    }

    void order(SaveOrder wanted) {
        order = wanted;
    }

    @Nullable SaveOrder takeOrder() {
        SaveOrder taken = order;
        order = null;
        return taken;
    }

    /// What is told in the last line until a key is pressed.
    String message() {
        return message;
    }

    void tell(String text) {
        message = text;
    }
}

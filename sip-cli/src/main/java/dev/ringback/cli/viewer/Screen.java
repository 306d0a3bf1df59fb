package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All that `ringback flow` shows on a terminal. Keys and messages go in, a [Canvas] comes out. One
/// thread.
public final class Screen {
    private final Model model;

    /// The list of calls.
    ///
    /// @param flows the calls, to which [#add] adds
    /// @param filter which of them are shown
    /// @param mode `Online` or `Offline`
    /// @param name what the calls come from
    /// @param expression the filter as it was written, empty for none
    public static Screen of(
            CallFlows flows,
            Predicate<CallFlow> filter,
            String mode,
            String name,
            String expression) {
        return new Screen(
                new Model(
                        flows,
                        new CallTable(flows, filter),
                        new Model.Source(mode, name, expression)));
    }

    private Screen(Model model) {
        this.model = model;
        model.open(new ListView(model));
    }

    /// Adds a message, unless that is paused.
    ///
    /// @param mine which of its addresses is one of the element that recorded it; null where nobody
    ///     knows
    public void add(Passed passed, @Nullable InetSocketAddress mine) {
        if (model.paused()) {
            return;
        }
        if (mine == null) {
            model.flows().add(passed);
        } else {
            model.flows().add(passed, mine);
        }
    }

    /// Adds what was decided about a call, unless that is paused.
    public void add(String callId, Remark remark) {
        if (!model.paused()) {
            model.flows().add(callId, remark);
        }
    }

    /// Does what a key means.
    public void press(Key key) {
        View view = model.views().peek();
        model.tell("");
        if (view != null && view.press(key)) {
            model.views().remove(view);
        }
    }

    /// Whether the last view was left.
    public boolean ended() {
        return model.views().isEmpty();
    }

    /// What was ordered to be saved since it was asked last, null for nothing.
    public @Nullable SaveOrder takeOrder() {
        return model.takeOrder();
    }

    /// Tells something in the last line until a key is pressed.
    public void tell(String text) {
        model.tell(text);
    }

    /// What is to be seen now.
    ///
    /// @param rows of the terminal, at least 1
    /// @param columns of the terminal, at least 1
    public Canvas draw(int rows, int columns) {
        Canvas canvas = new Canvas(Math.max(1, rows), Math.max(1, columns));
        List<View> visible = new ArrayList<>();
        for (View view : model.views()) {
            visible.addFirst(view);
            if (!view.window()) {
                break;
            }
        }
        visible.forEach(view -> view.draw(canvas));
        if (!model.message().isEmpty()) {
            canvas.fill(canvas.rows() - 1, Style.TITLE);
            canvas.put(canvas.rows() - 1, 0, model.message(), Style.TITLE);
        }
        return canvas;
    }
}

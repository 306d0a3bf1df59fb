package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import dev.ringback.cli.viewer.Canvas.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flow of calls as a ladder, with the message under the cursor beside it.
final class FlowView implements View {
    private static final int TIMES = 20;
    private static final int GAP = 30;
    private static final int HEAD = 4;
    private static final int LEAST_PREVIEW = 20;
    private static final List<Keys.Hint> HINTS =
            List.copyOf(
                    Keys.hints(
                            "Esc",
                            "Calls List",
                            "Enter",
                            "Raw",
                            "Space",
                            "Compare",
                            "F1",
                            "Help",
                            "F2",
                            "SDP",
                            "F4",
                            "Extended",
                            "F5",
                            "Compressed",
                            "F6",
                            "Raw",
                            "c",
                            "Colour by",
                            "9/0",
                            "Raw width"));

    private final Model model;
    private final List<String> callIds;
    private List<CallFlow> flows;
    private boolean extended;
    private boolean more;
    private final Cursor cursor = new Cursor();
    private @Nullable Passed marked;
    private int room = 1;

    FlowView(Model model, List<CallFlow> flows, boolean extended) {
        this.model = model;
        this.flows = flows;
        this.callIds = flows.stream().map(CallFlow::callId).toList();
        this.extended = extended;
    }

    /// The flows as they are now; as they were last where they are gone.
    private Ladder ladder() {
        CallFlows all = model.flows();
        Map<String, CallFlow> now = new LinkedHashMap<>();
        more = false;
        for (String callId : callIds) {
            CallFlow flow = now.containsKey(callId) ? null : all.flow(callId);
            if (flow != null && extended) {
                all.legs(callId).forEach(leg -> now.putIfAbsent(leg.callId(), leg));
                more |= all.moreLegs(callId);
            } else if (flow != null) {
                now.put(callId, flow);
            }
        }
        flows = now.isEmpty() ? flows : List.copyOf(now.values());
        return Ladder.of(flows, model.settings().compressed);
    }

    private List<Row> rows(Ladder ladder) {
        if (!model.settings().onlySdp) {
            return ladder.rows();
        }
        return ladder.rows().stream()
                .filter(row -> row instanceof Arrow arrow && Label.sdp(arrow.passed().message()))
                .toList();
    }

    @Override
    public void draw(Canvas canvas) {
        Ladder ladder = ladder();
        List<Row> rows = rows(ladder);
        canvas.fill(0, Style.TITLE);
        canvas.centre(0, 0, canvas.columns(), title(), Style.TITLE);
        heads(canvas, ladder);
        RowPainter painter = new RowPainter(canvas, model.settings(), ladder.columns().size());
        room = canvas.rows() - HEAD - 1;
        cursor.fit(rows.size(), Math.max(1, room / 2));
        int row = HEAD;
        for (int i = cursor.top(); i < rows.size() && row < canvas.rows() - 1; i++) {
            row += painter.draw(row, rows.get(i), i == cursor.at(), marked);
        }
        for (; row < canvas.rows() - 1; row++) {
            painter.bars(row);
        }
        preview(canvas, ladder.columns().size(), rows);
        Keys.draw(canvas, HINTS);
    }

    private String title() {
        String count = flows.size() + " dialogs" + (more ? " and more" : "");
        String of = flows.size() == 1 ? flows.getFirst().callId() : count;
        return "Call flow for " + of + " (Color by " + model.settings().colours.label() + ")";
    }

    private static void heads(Canvas canvas, Ladder ladder) {
        for (int i = 0; i < ladder.columns().size(); i++) {
            Column column = ladder.columns().get(i);
            int begin = TIMES + i * GAP - GAP / 2 + 1;
            String address = FlowFilter.text(column.addresses().getFirst());
            String name = column.name().equals(address) ? "" : column.name();
            canvas.centre(1, begin, GAP - 1, name, Style.BOLD);
            canvas.centre(2, begin, GAP - 1, address, Style.BOLD);
            canvas.put(3, TIMES + i * GAP - 10, "──────────┬──────────", Style.NORMAL);
        }
    }

    private void preview(Canvas canvas, int columns, List<Row> rows) {
        int wanted =
                TIMES + Math.max(1, columns - 1) * GAP + GAP / 2 - model.settings().previewGrowth;
        int begin = Math.max(TIMES + GAP / 2, wanted);
        boolean fits = canvas.columns() - begin >= LEAST_PREVIEW;
        if (!model.settings().preview || !fits || rows.isEmpty()) {
            return;
        }
        for (int i = 1; i < canvas.rows() - 1; i++) {
            canvas.put(i, begin, "│" + " ".repeat(canvas.columns()), Style.FRAME);
        }
        int width = canvas.columns() - begin - 1;
        List<List<Span>> lines =
                switch (rows.get(cursor.at())) {
                    case Arrow arrow ->
                            MessageText.lines(arrow.passed(), width, model.settings().syntax);
                    case Note note -> MessageText.lines(note.remark(), width);
                };
        for (int i = 0; i < lines.size() && i + 1 < canvas.rows() - 1; i++) {
            MessageText.draw(canvas, i + 1, begin + 1, lines.get(i));
        }
    }

    @Override
    public boolean press(Key key) {
        List<Row> rows = rows(ladder());
        if (cursor.press(key, rows.size(), Math.max(1, room / 2))) {
            return false;
        }
        cursor.fit(rows.size(), Math.max(1, room / 2));
        Row current = rows.isEmpty() ? null : rows.get(cursor.at());
        switch (key.name()) {
            case "q", "Q", "Esc", "Ctrl-C" -> {
                return true;
            }
            case "F1", "h" -> model.open(HelpView.flow());
            case "F4", "x", "X" -> extended = !extended;
            case "F6", "R" -> model.open(RawView.of(model, flows));
            case "F5", "Ctrl-L" -> model.settings().compressed = !model.settings().compressed;
            case "Enter" -> {
                if (current instanceof Arrow arrow) {
                    model.open(new RawView(model, List.of(arrow.passed())));
                }
            }
            case " " -> compare(current);
            default -> show(key);
        }
        return false;
    }

    private void compare(@Nullable Row current) {
        if (!(current instanceof Arrow arrow)) {
            return;
        }
        Passed first = marked;
        if (first == null) {
            marked = arrow.passed();
        } else {
            marked = null;
            if (!first.equals(arrow.passed())) {
                model.open(new CompareView(first, arrow.passed()));
            }
        }
    }

    private void show(Key key) {
        Settings settings = model.settings();
        switch (key.name()) {
            case "F2", "d" -> settings.nextSdp();
            case "s" -> settings.compressed = !settings.compressed;
            case "F7", "c" -> settings.nextColours();
            case "F8", "C" -> settings.syntax = !settings.syntax;
            case "9" -> settings.previewGrowth += 4;
            case "0" -> settings.previewGrowth -= 4;
            case "t" -> settings.preview = !settings.preview;
            case "T" -> settings.previewGrowth = 0;
            case "D" -> settings.onlySdp = !settings.onlySdp;
            case "z" -> settings.sinceBeginning = !settings.sinceBeginning;
            default -> {
                // means nothing here
            }
        }
    }
}

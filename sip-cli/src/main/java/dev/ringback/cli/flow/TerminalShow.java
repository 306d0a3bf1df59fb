package dev.ringback.cli.flow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.capture.CaptureFormat;
import dev.ringback.callflow.capture.PcapWriter;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.TextLadder;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.viewer.Canvas;
import dev.ringback.cli.viewer.Key;
import dev.ringback.cli.viewer.SaveOrder;
import dev.ringback.cli.viewer.Screen;
import dev.ringback.cli.viewer.Style;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/// Shows a [Screen] on the terminal of this process, and leaves that as it was however it ends.
final class TerminalShow implements Closeable {
    private static final long KEY_MILLIS = 60;
    private static final long SEQUENCE_MILLIS = 30;

    private final Terminal terminal;
    private final Attributes before;
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final Thread hook = Thread.ofPlatform().unstarted(this::leave);

    private TerminalShow(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.handle(Terminal.Signal.INT, _ -> interrupted.set(true));
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.keypad_xmit);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    /// Takes the terminal over. Where the locale says nothing, it is taken for one of UTF-8, as
    /// all output of the command is.
    static TerminalShow open() throws IOException {
        Charset charset = System.out.charset();
        return new TerminalShow(
                TerminalBuilder.builder()
                        .system(true)
                        .jni(false)
                        .dumb(false)
                        .encoding(charset.equals(US_ASCII) ? UTF_8 : charset)
                        .build());
    }

    /// Shows it until it ends or Ctrl-C.
    ///
    /// @param live what is added while it is shown; null for nothing
    void run(Screen screen, @Nullable Live live) throws IOException, InterruptedException {
        Display display = new Display(terminal, true);
        KeyReader keys =
                new KeyReader(
                        first -> terminal.reader().read(first ? KEY_MILLIS : SEQUENCE_MILLIS));
        Size size = Size.of(0, 0);
        boolean changed = true;
        boolean told = false;
        while (!screen.ended() && !interrupted.get()) {
            Size now = terminal.getSize();
            if (!now.equals(size)) {
                size = now;
                display.resize(size);
                display.clear();
                terminal.puts(Capability.clear_screen);
                changed = true;
            }
            if (changed) {
                display.update(lines(screen.draw(size.getRows(), size.getColumns())), -1);
            }
            Key key = keys.read();
            changed = key != null;
            if (key != null) {
                screen.press(key);
                save(screen);
            }
            changed |= live != null && live.drain(receiver(screen), Duration.ZERO);
            if (live != null && live.end() != null && !told) {
                screen.tell(Texts.harmless(String.valueOf(live.end())));
                told = true;
                changed = true;
            }
        }
    }

    private static Receiver receiver(Screen screen) {
        return new Receiver() {
            @Override
            public void passed(Passed passed, @Nullable InetSocketAddress mine) {
                screen.add(passed, mine);
            }

            @Override
            public void decided(String callId, Remark remark) {
                screen.add(callId, remark);
            }
        };
    }

    private static List<AttributedString> lines(Canvas canvas) {
        List<AttributedString> lines = new ArrayList<>();
        for (List<Canvas.Span> spans : canvas.lines()) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            spans.forEach(span -> line.styled(style(span.style()), span.text()));
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private static AttributedStyle style(Style style) {
        AttributedStyle attributed = AttributedStyle.DEFAULT;
        if (style.text() != Style.Colour.DEFAULT) {
            attributed = attributed.foreground(style.text().number());
        }
        if (style.back() != Style.Colour.DEFAULT) {
            attributed = attributed.background(style.back().number());
        }
        return style.bold() ? attributed.bold() : attributed;
    }

    private static void save(Screen screen) {
        SaveOrder order = screen.takeOrder();
        if (order == null) {
            return;
        }
        try {
            int messages = order.text() ? text(order) : capture(order);
            screen.tell(Texts.count(messages, "message") + " saved to " + order.path());
        } catch (IOException | IllegalArgumentException e) {
            screen.tell("nothing saved to " + order.path() + ": " + Texts.message(e));
        }
    }

    private static int text(SaveOrder order) throws IOException {
        List<String> lines = new ArrayList<>();
        int messages = 0;
        for (CallFlow flow : order.flows()) {
            lines.add("Call-ID " + Texts.escaped(flow.callId()));
            lines.addAll(new TextLadder(TextLadder.Glyphs.UNICODE, 132).lines(Ladder.of(flow)));
            lines.add("");
            messages += flow.messages().size();
        }
        Files.write(Path.of(order.path()), lines, UTF_8);
        return messages;
    }

    private static int capture(SaveOrder order) throws IOException {
        List<Passed> messages =
                order.flows().stream()
                        .flatMap(flow -> flow.messages().stream())
                        .sorted(Comparator.comparing(Passed::at))
                        .toList();
        var out = new BufferedOutputStream(Files.newOutputStream(Path.of(order.path())));
        try (PcapWriter writer = new PcapWriter(out, CaptureFormat.PCAP)) {
            for (Passed passed : messages) {
                writer.write(passed);
            }
        }
        return messages.size();
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.keypad_local);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
    }

    @Override
    public void close() throws IOException {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process ends already
        }
        terminal.close();
    }
}

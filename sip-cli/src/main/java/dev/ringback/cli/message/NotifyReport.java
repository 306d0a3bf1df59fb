package dev.ringback.cli.message;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import dev.ringback.header.HeaderName;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Prints notifications. It is told of one after the other.
final class NotifyReport implements Consumer<SipRequest> {
    private final PrintWriter out;
    private final boolean json;
    private final int wanted;
    private final AtomicInteger told = new AtomicInteger();
    private volatile Runnable enough = () -> {};

    /// @param wanted how many are enough; 0 for no bound
    NotifyReport(PrintWriter out, boolean json, int wanted) {
        this.out = out;
        this.json = json;
        this.wanted = wanted;
    }

    /// How many there were.
    int told() {
        return told.get();
    }

    /// Says what is done when there were enough; at once where there were already.
    void whenEnough(Runnable action) {
        enough = action;
        if (wanted > 0 && told.get() >= wanted) {
            action.run();
        }
    }

    @Override
    public void accept(SipRequest notify) {
        if (wanted > 0 && told.get() >= wanted) {
            return;
        }
        if (json) {
            json(notify);
        } else {
            text(notify);
        }
        out.flush();
        if (told.incrementAndGet() == wanted) {
            enough.run();
        }
    }

    private void text(SipRequest notify) {
        String type = value(notify, HeaderName.CONTENT_TYPE);
        out.println(
                value(notify, HeaderName.EVENT)
                        + ": "
                        + value(notify, HeaderName.SUBSCRIPTION_STATE)
                        + (type.isEmpty() ? "" : "   " + type));
        body(notify).lines().forEach(line -> out.println("  " + Texts.harmless(line)));
    }

    private void json(SipRequest notify) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("event", value(notify, HeaderName.EVENT));
        SubscriptionState state = notify.read(SubscriptionState.FIELD).first();
        if (state != null) {
            object.put("state", state.state());
            if (state.reason() != null) {
                object.put("reason", state.reason());
            }
            if (state.expires() != null) {
                object.put("expires", state.expires().toSeconds());
            }
        }
        object.put("type", value(notify, HeaderName.CONTENT_TYPE));
        object.put("body", body(notify));
        out.println(JsonLine.write(object));
    }

    private static String body(SipRequest notify) {
        return new String(notify.body(), StandardCharsets.UTF_8);
    }

    private static String value(SipRequest notify, HeaderName name) {
        String value = notify.value(name);
        return value == null ? "" : Texts.harmless(value);
    }
}

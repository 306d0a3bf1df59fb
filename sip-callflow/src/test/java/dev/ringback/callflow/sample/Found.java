package dev.ringback.callflow.sample;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Unreadable;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink that keeps what it is told, as lines too.
public final class Found implements Sink {
    public final List<Passed> passed = new CopyOnWriteArrayList<>();
    public final List<Unreadable> unreadable = new CopyOnWriteArrayList<>();
    public final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void passed(Passed found) {
        passed.add(found);
        lines.add(line(found));
    }

    @Override
    public void unreadable(Unreadable found) {
        unreadable.add(found);
        lines.add("unreadable: " + found.reason());
    }

    /// What passed, in a line: `UDP 127.0.0.1:5060 > 127.0.0.1:5080 200 INVITE`.
    public static String line(Passed found) {
        String addresses = found.from() + " > " + found.to();
        String message =
                switch (found.message()) {
                    case SipRequest request -> request.method() + "";
                    case SipResponse response -> response.status() + " " + response.cSeq().method();
                };
        return found.transport() + " " + addresses.replace("/", "") + " " + message;
    }

    /// The Call-IDs of what passed.
    public List<String> callIds() {
        return passed.stream().map(Passed::message).map(SipMessage::callId).toList();
    }

    /// The octets of what is unreadable, as text.
    public List<String> texts() {
        return unreadable.stream()
                .map(u -> new String(u.octets(), StandardCharsets.ISO_8859_1))
                .toList();
    }
}

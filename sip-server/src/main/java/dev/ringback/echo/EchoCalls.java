package dev.ringback.echo;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of the echo on one shard. They outlive the settings by which they began.
public final class EchoCalls {
    private final Map<Key, EchoDialog> dialogs = new HashMap<>();
    private long sessions;
    private int opening;

    /// None yet.
    public EchoCalls() {}

    /// What names a dialog.
    record Key(String callId, String local, String remote) {}

    /// How many there are, with those whose sound is being opened.
    int count() {
        return dialogs.size() + opening;
    }

    /// How many dialogs there are.
    int dialogs() {
        return dialogs.size();
    }

    @Nullable EchoDialog find(Key key) {
        return dialogs.get(key);
    }

    void add(Key key, EchoDialog dialog) {
        dialogs.put(key, dialog);
    }

    void remove(Key key) {
        dialogs.remove(key);
    }

    /// The number of a new session.
    long nextSession() {
        return ++sessions;
    }

    /// The sound of a call is being opened from now on.
    void opens() {
        opening++;
    }

    /// The sound of a call is open, or will not be.
    void opened() {
        opening--;
    }
}

package dev.ringback.runtime;

import dev.ringback.message.SipMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The shards of a runtime, and which of them owns a call. Filled before the first socket reads.
final class Shards {
    private final List<Shard> shards = new CopyOnWriteArrayList<>();
    private final int size;

    Shards(int size) {
        this.size = size;
    }

    void add(Shard shard) {
        shards.add(shard);
    }

    int size() {
        return size;
    }

    Shard at(int index) {
        return shards.get(index);
    }

    /// The owner of a message's call; with one shard nothing is computed.
    Shard owner(Shard receiver, SipMessage message) {
        return size == 1 ? receiver : shards.get(indexOf(message.callId()));
    }

    /// The shard's number for a Call-ID (compared byte by byte, RFC 3261 §20.8).
    int indexOf(String callId) {
        int hash = callId.hashCode() * 0x9E3779B9;
        return (hash >>> 8) % size;
    }

    void forEach(Consumer<Shard> action) {
        shards.forEach(action);
    }
}

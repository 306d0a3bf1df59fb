package dev.ringback.core;

import dev.ringback.echo.EchoCalls;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.LocationService;
import dev.ringback.overload.OverloadSettings;
import dev.ringback.proxy.ProxyCore;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.SipStack;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one shard remembers for as long as it lives, whatever becomes of its settings: who
/// registered on which connection, the calls of the echo, how busy it is, what it knows of other
/// servers, whom it will remind. One [ServerCore] after another works with it.
public final class ShardMemory {
    private final SipStack stack;
    private final Backlog backlog;
    private final StoreQuestions stores;
    private final FlowBindings flows;
    private final EchoCalls echoes = new EchoCalls();
    private final ProxyCore.Neighbours neighbours;
    private final Reminders reminders;
    private @Nullable LoadSettings bounds;
    private @Nullable OverloadSettings shared;
    private @Nullable Overload overload;

    /// One of a shard that has done nothing yet.
    ///
    /// @param location the table of bindings
    /// @param backlog what waits outside of the stack
    public ShardMemory(SipStack stack, LocationService location, Backlog backlog) {
        this(stack, location, backlog, LoadSettings.defaults().patience());
    }

    /// @param patience how long a store may take for its answer
    ShardMemory(SipStack stack, LocationService location, Backlog backlog, Duration patience) {
        this.stack = stack;
        this.backlog = backlog;
        this.stores = new StoreQuestions(stack, patience);
        this.flows = new FlowBindings(location);
        this.neighbours = new ProxyCore.Neighbours(stack);
        this.reminders = new Reminders(stack, location, stores);
    }

    SipStack stack() {
        return stack;
    }

    StoreQuestions stores() {
        return stores;
    }

    FlowBindings flows() {
        return flows;
    }

    EchoCalls echoes() {
        return echoes;
    }

    ProxyCore.Neighbours neighbours() {
        return neighbours;
    }

    /// Has phones of users woken before their bindings end, as after a REGISTER: RFC 8599 §5.5. On
    /// the shard's thread.
    public void remind(List<AddressOfRecord> users) {
        users.forEach(reminders::registered);
    }

    Reminders reminders() {
        return reminders;
    }

    /// What refuses when there is too much to do. It knows how busy the shard was of late, unless
    /// its bounds are others now.
    Overload overload(LoadSettings load, OverloadSettings control) {
        Overload known = overload;
        if (known == null || !load.equals(bounds) || !control.equals(shared)) {
            known =
                    new Overload(
                            load,
                            stack,
                            backlog,
                            () -> stack.questionCount() + stores.running(),
                            control);
            overload = known;
            bounds = load;
            shared = control;
        }
        return known;
    }
}

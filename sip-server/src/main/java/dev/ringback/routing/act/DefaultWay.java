package dev.ringback.routing.act;

import dev.ringback.cause.Cause;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.redirect.Directory;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;

/// What the server does with requests that no route is for.
public interface DefaultWay {
    /// Whether an element of the server answers this request itself: registrar, echo, user agent.
    boolean servesItself(Incoming incoming);

    /// What is known of addresses besides their bindings.
    Directory directory();

    /// Why a user of ours is reached nowhere.
    ///
    /// @param known the bindings that the user has all the same, none of which leads anywhere
    Cause absence(AddressOfRecord user, List<Binding> known);

    /// Takes a request the default way.
    void take(Incoming incoming);

    /// A store is asked before a request can go on: its caller may give up meanwhile.
    void waits(ServerTransaction transaction);
}

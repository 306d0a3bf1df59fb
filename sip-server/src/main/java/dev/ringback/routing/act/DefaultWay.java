package dev.ringback.routing.act;

import dev.ringback.cause.Cause;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.redirect.Directory;
import dev.ringback.transaction.ServerTransaction;

/// What the server does with requests that no route is for.
public interface DefaultWay {
    /// Whether an element of the server answers this request itself: registrar, echo, user agent.
    boolean servesItself(Incoming incoming);

    /// What is known of addresses besides their bindings.
    Directory directory();

    /// Why a user of ours is registered nowhere.
    Cause absence(AddressOfRecord user);

    /// Takes a request the default way.
    void take(Incoming incoming);

    /// A store is asked before a request can go on: its caller may give up meanwhile.
    void waits(ServerTransaction transaction);
}

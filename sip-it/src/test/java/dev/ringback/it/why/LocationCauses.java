package dev.ringback.it.why;

import dev.ringback.it.codes.Ask;
import dev.ringback.it.peer.Caller;
import dev.ringback.location.AddressOfRecord;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Users whom nobody finds: RFC 3261 §10, RFC 5626 §5.3.
final class LocationCauses extends Causes {
    private final Here here = open(Here.open("registrar: {min-expires: 1s}\n"));
    private final Here faulty = open(Here.open(new FaultyLocation()));
    private final Here known = open(Here.start(""));

    LocationCauses() {
        cause(
                "a user who never registered",
                480,
                "no-binding",
                () -> here.call(Here.address("never")),
                "subject=never@localhost");
        cause(
                "a registration that expired",
                480,
                "registration-expired",
                this::expired,
                "user=expired@localhost");
        cause(
                "a registration that the phone removed",
                480,
                "registration-removed",
                this::removed,
                "user=removed@localhost");
        cause("a connection that ended", 480, "lost-flow", this::dead, "subject=dead@localhost");
        cause(
                "a connection that ends while it rings",
                480,
                "flow-lost",
                this::left,
                "*[1] flow-lost");
        cause(
                "an unknown user",
                404,
                "no-such-user",
                () -> known.call(Here.address("nobody")),
                "subject=nobody@localhost");
        for (String trouble : new String[] {"failed", "unavailable"}) {
            cause(
                    "a store that is " + trouble,
                    trouble.equals("failed") ? 500 : 503,
                    "store-" + trouble,
                    () -> faulty.call(Here.address(trouble)),
                    "store=location",
                    "subject=" + trouble + "@localhost");
        }
        cause(
                "a store that is late",
                504,
                "store-timed-out",
                () -> faulty.call(Here.address("late")),
                "store=location");
    }

    private Story expired() {
        Ask register = Ask.register("expired").with("Contact", "<sip:x@127.0.0.1:9>;expires=1");
        here.register(register);
        AddressOfRecord user = new AddressOfRecord("expired", "localhost");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                here.server()
                                        .location()
                                        .bindings(user, here.server().now())
                                        .isEmpty());
        return here.call(Here.address("expired"));
    }

    private Story removed() {
        here.bind("removed", "<sip:x@127.0.0.1:9>");
        here.register(Ask.register("removed").with("Contact", "*").with("Expires", "0"));
        return here.call(Here.address("removed"));
    }

    private Story dead() {
        here.leaveBehind("dead");
        return here.call(Here.address("dead"));
    }

    /// One that takes a call, and is gone before it says anything.
    private Story left() {
        Caller phone = here.connected("left");
        Thread.ofVirtual()
                .start(
                        () -> {
                            phone.next(Here.PATIENCE);
                            phone.close();
                        });
        return here.call(Here.address("left"));
    }
}

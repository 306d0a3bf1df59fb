package dev.ringback.bench.core;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.location.Registration;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.SipStack;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;

/// The whole server of one shard for the domain `bench.test`, without sockets: the stack, its core
/// with all checks, and a binding for each user.
final class MemoryProxy {
    static final String DOMAIN = "bench.test";

    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    private final LocationService location = new MemoryLocation();
    private final MemoryStack stack = new MemoryStack(this::core);

    /// Binds a user to the callee.
    MemoryProxy bind(String user) {
        String uri = "sip:" + user + '@' + MemoryStack.CALLEE_HOST + ":5060";
        Binding binding =
                new Binding(
                        Objects.requireNonNull(Uri.parse(uri)),
                        Parameters.NONE,
                        -1,
                        FOR_EVER,
                        new Registration("registration-" + user, 1, MemoryStack.CALLEE));
        location.update(new AddressOfRecord(user, DOMAIN), 0, _ -> List.of(binding));
        return this;
    }

    /// What the server's core stands on.
    MemoryStack stack() {
        return stack;
    }

    private ServerCore core(SipStack under) {
        Domains domains =
                new Domains(List.of(DOMAIN), List.of(new HostPort(MemoryStack.SERVER_HOST, 5060)));
        ServerServices services =
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        location,
                        ServerSettings.defaults(),
                        new SecretKeySpec(new byte[32], "HmacSHA256"),
                        new Routing(Router.NONE));
        return new ServerCore(under, services);
    }
}

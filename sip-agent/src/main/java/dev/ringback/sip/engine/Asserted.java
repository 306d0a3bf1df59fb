package dev.ringback.sip.engine;

import dev.ringback.header.NameAddress;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/// Who a trusted element says a request is from: RFC 3325 §8.
final class Asserted {
    private Asserted() {}

    /// The identities; none where nobody is trusted who could have asserted them.
    ///
    /// @param from the flow that the request came on
    /// @param trusted the addresses of elements whose word counts
    static List<NameAddress> in(SipRequest request, Flow from, Predicate<InetAddress> trusted) {
        return trusted.test(from.remote().getAddress())
                ? request.read(PAssertedIdentity.FIELD).values().stream()
                        .map(PAssertedIdentity::address)
                        .toList()
                : List.of();
    }
}

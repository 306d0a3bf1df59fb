package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Whoever takes what a source has. Any thread of the source tells it.
interface Receiver {
    /// A message passed.
    ///
    /// @param mine which of its addresses is one of the element that recorded it; null where nobody
    ///     knows
    void passed(Passed passed, @Nullable InetSocketAddress mine);

    /// Something was decided about a call.
    void decided(String callId, Remark remark);
}

package dev.ringback.cli.flow;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;

/// Whoever takes what a source has. Any thread of the source tells it.
interface Receiver {
    /// A message passed.
    void passed(Passed passed);

    /// Something was decided about a call.
    void decided(String callId, Remark remark);
}

package dev.ringback.console;

import dev.ringback.app.RingbackServer;
import dev.ringback.calls.RecentCalls;
import dev.ringback.control.ControlCommand;
import org.jspecify.annotations.Nullable;

/// What a console shows.
///
/// @param server the server
/// @param status the command of the control socket that tells how it is
/// @param calls the calls of late
/// @param teller tells what is more than their messages
/// @param configuration the file by which the server runs
/// @param demo whom the softphones of the demonstration register; null where this is none
public record Parts(
        RingbackServer server,
        ControlCommand status,
        RecentCalls calls,
        CallTeller teller,
        Configuration configuration,
        @Nullable DemoUsers demo) {}

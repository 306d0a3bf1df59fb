package dev.ringback.subscription;

import dev.ringback.header.NameAddress;
import dev.ringback.reaction.Reactions;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.useragent.LocalAgent;
import dev.ringback.useragent.UserAgentCore;
import java.util.function.Function;

/// What subscriptions need of the user agent that they belong to.
///
/// @param core the core that the agent is with
/// @param agent whose subscriptions they are
/// @param contact where requests in the dialog reach the agent, told where the message leaves
/// @param reactions what is done about responses
public record UsageContext(
        UserAgentCore core,
        LocalAgent agent,
        Function<ListenPoint, NameAddress> contact,
        Reactions reactions) {
    SipStack stack() {
        return core.stack();
    }
}

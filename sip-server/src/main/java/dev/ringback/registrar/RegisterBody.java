package dev.ringback.registrar;

import dev.ringback.body.BodySupport;
import dev.ringback.body.BodyVerdict;
import dev.ringback.body.MessageBody;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import org.jspecify.annotations.Nullable;

/// The body of a REGISTER: this registrar understands none, and a body whose handling is not
/// optional has to be refused. RFC 3261 §8.2.3, RFC 5621 §8.
final class RegisterBody {
    private static final BodySupport NOTHING = BodySupport.of();

    private RegisterBody() {}

    /// Why the request cannot be served; null where nothing is wrong.
    static @Nullable Refusal check(SipRequest request) {
        if (request.bodyLength() == 0
                || !(MessageBody.of(request).judge(NOTHING) instanceof BodyVerdict.Reject reject)) {
            return null;
        }
        Cause cause = new Cause.CheckFailed(Check.CONTENT, "Content-Type");
        return switch (reject.cause()) {
            case MALFORMED -> Refusal.of(400, "Malformed Body", cause);
            case ENCODING -> Refusal.with(415, HeaderName.ACCEPT_ENCODING, "identity", cause);
            case TYPE, DISPOSITION -> Refusal.with(415, HeaderName.ACCEPT, "", cause);
        };
    }
}

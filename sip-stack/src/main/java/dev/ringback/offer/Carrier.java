package dev.ringback.offer;

import org.jspecify.annotations.Nullable;

/// A message that can carry an offer or an answer: RFC 6337 §2.1, table 1.
public enum Carrier {
    /// INVITE, the first or a later one.
    INVITE,
    /// A provisional response without 100rel: its description is a preview of the answer.
    PROVISIONAL,
    /// A provisional response with 100rel, RFC 3262.
    RELIABLE_PROVISIONAL,
    /// The 2xx of an INVITE.
    SUCCESS,
    /// The ACK of a 2xx.
    ACK,
    /// PRACK, RFC 3262.
    PRACK,
    /// The 2xx of a PRACK.
    PRACK_SUCCESS,
    /// UPDATE, RFC 3311.
    UPDATE,
    /// The 2xx of an UPDATE.
    UPDATE_SUCCESS;

    /// The message whose offer this one can answer; null where it answers none.
    public @Nullable Carrier answers() {
        return switch (this) {
            case INVITE, UPDATE -> null;
            case PROVISIONAL, RELIABLE_PROVISIONAL, SUCCESS -> INVITE;
            case ACK -> SUCCESS;
            case PRACK -> RELIABLE_PROVISIONAL;
            case PRACK_SUCCESS -> PRACK;
            case UPDATE_SUCCESS -> UPDATE;
        };
    }

    /// Whether the offer stays without an answer where this message brings none.
    boolean last() {
        return this != PROVISIONAL && this != RELIABLE_PROVISIONAL;
    }

    /// Whether it is a request that may bring an offer of its own.
    boolean offers() {
        return this == INVITE || this == PRACK || this == UPDATE;
    }

    /// Whether it may bring the offer that its INVITE did not have.
    boolean offersLate() {
        return this == RELIABLE_PROVISIONAL || this == SUCCESS;
    }

    /// Whether it belongs to an INVITE and shares its fate.
    boolean ofInvite() {
        return this == INVITE || offersLate();
    }
}

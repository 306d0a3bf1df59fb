package dev.ringback.subscription;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.LocalAgent;
import java.time.Duration;

/// One side of a subscription, a usage of a dialog: RFC 6665 §4. On the stack's thread only.
abstract sealed class SubscriptionSide implements DialogUsage
        permits NotifierUsage, SubscriptionUsage {
    final UsageContext context;
    final Dialog dialog;
    private long validUntil;

    SubscriptionSide(UsageContext context, Dialog dialog) {
        this.context = context;
        this.dialog = dialog;
    }

    @Override
    public final LocalAgent agent() {
        return context.agent();
    }

    /// What names its dialog.
    public final DialogId id() {
        return dialog.id();
    }

    /// From now on it is in force for so long.
    final void granted(Duration lifetime) {
        validUntil = context.stack().now() + lifetime.toNanos();
    }

    /// For how long it is in force; zero where it is no more.
    final Duration left() {
        return Duration.ofNanos(Math.max(0, validUntil - context.stack().now()));
    }
}

package dev.ringback.transfer;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.Element;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.Reading;
import dev.ringback.header.address.ReferTo;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.header.event.Event;
import dev.ringback.header.event.ReferSub;
import dev.ringback.header.feature.Supported;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.message.SipsAddresses;
import dev.ringback.stack.ListenPoint;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.NotifierListener;
import dev.ringback.subscription.NotifierUsage;
import dev.ringback.subscription.UsageContext;
import dev.ringback.transaction.ServerTransaction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A REFER that came, in a session or outside of any: RFC 3515 §2.4.2. It is to be accepted or
/// rejected before its transaction ends (half a minute); on the stack's thread.
public final class Referral {
    private final UsageContext context;
    private final ServerTransaction transaction;
    private final SipRequest refer;
    private final ReferTo target;
    private @Nullable FollowedReferral followed;

    private Referral(UsageContext context, ServerTransaction transaction, ReferTo target) {
        this.context = context;
        this.transaction = transaction;
        this.refer = transaction.request();
        this.target = target;
    }

    /// Reads a REFER, checked by §8.2.
    ///
    /// @return null where it is refused already: 400 without exactly one Refer-To that can be read
    public static @Nullable Referral of(UsageContext context, ServerTransaction transaction) {
        Reading<ReferTo> read = transaction.request().read(ReferTo.FIELD);
        ReferTo only = read.ok() && read.values().size() == 1 ? read.first() : null;
        if (only == null) {
            SipResponse.Builder bad = reply(context, transaction.request(), 400);
            transaction.respond(
                    bad.reason("Exactly One Refer-To Wanted").build(),
                    new Cause.CheckFailed(Check.SYNTAX, "Refer-To"));
            return null;
        }
        return new Referral(context, transaction, only);
    }

    /// The REFER.
    public SipRequest request() {
        return refer;
    }

    /// Whom to call, with the headers that its INVITE shall have.
    public ReferTo target() {
        return target;
    }

    /// The method of the request that is wanted; null where that is no SIP request.
    public @Nullable Method method() {
        return target.method();
    }

    /// Who says that it wants this, RFC 3892; null where nobody does.
    public @Nullable ReferredBy referrer() {
        return refer.read(ReferredBy.FIELD).first();
    }

    /// The call that is asked for: an INVITE to the target, with Referred-By and those of the
    /// headers of the target that do no harm (RFC 3261 §19.1.5).
    ///
    /// @param from who calls, without tag
    public ReferredCall call(NameAddress from) {
        return new ReferredCall(target, referrer(), from);
    }

    /// Whether it would lead from SIPS to something less, which nobody may do unasked: RFC 5630
    /// §5.1.1.3.
    public boolean leavesSips() {
        return refer.requestUri().secure() && !target.uri().secure();
    }

    /// Does not do it.
    ///
    /// @param status 300 to 699; 603 declines, 429 wants a Referred-By
    public void reject(int status) {
        if (!transaction.answered()) {
            transaction.respond(
                    reply(context, refer, status).build(), new Cause.Decided("application"));
        }
    }

    /// Does it: 202, and the peer is told how it goes; 200 where the peer wants to hear nothing
    /// (RFC 4488). Where it is decided already, nothing happens again.
    public FollowedReferral accept() {
        FollowedReferral known = followed;
        if (known != null) {
            return known;
        }
        FollowedReferral made = new FollowedReferral(answered());
        followed = made;
        return made;
    }

    private @Nullable NotifierUsage answered() {
        if (transaction.answered()) {
            return null;
        }
        boolean silent = silent();
        SipResponse.Builder response = reply(context, refer, silent ? 200 : 202);
        if (silent) {
            response.set(HeaderName.REFER_SUB, "false")
                    .set(HeaderName.SUPPORTED, ReferPlan.NO_SUBSCRIPTION);
        }
        ListenPoint local = context.core().stack().localFor(transaction.flow());
        ListenPoint point =
                local == null ? context.core().stack().listenPoints().getFirst() : local;
        NameAddress own = SipsAddresses.answering(refer, context.contact().apply(point));
        response.set(HeaderName.CONTACT, own.toString());
        if (refer.to().tag() == null) {
            response.copy(HeaderName.RECORD_ROUTE, refer);
        }
        SipResponse success = response.build();
        transaction.respond(success, new Cause.Served(Element.USER_AGENT));
        return silent ? null : subscribed(success);
    }

    /// RFC 4488 §4: the peer says that it wants none, and that it knows what that means.
    private boolean silent() {
        ReferSub sub = refer.read(ReferSub.FIELD).first();
        return sub != null
                && !sub.subscribed()
                && refer.read(Supported.FIELD).values().stream()
                        .anyMatch(ReferPlan.NO_SUBSCRIPTION::equalsIgnoreCase);
    }

    private NotifierUsage subscribed(SipResponse success) {
        Dialog known = context.core().dialog(DialogId.received(refer));
        Dialog dialog = known == null ? Dialog.ofCallee(refer, success) : known;
        String id = Long.toString(refer.cSeq().number());
        Parameters parameters = Parameters.NONE.with("id", id);
        Event event = new Event(EventPackage.REFER.name(), parameters);
        NotifierUsage usage =
                NotifierUsage.begin(
                        context,
                        dialog,
                        event,
                        EventPackage.REFER,
                        EventPackage.REFER.usual(),
                        NotifierListener.NOBODY);
        usage.with(FollowedReferral.state(100, "Trying")).permit();
        return usage;
    }

    private static SipResponse.Builder reply(UsageContext context, SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        return request.to().tag() == null
                ? response.toTag(Objects.requireNonNull(context.core().stack().ids().tag()))
                : response;
    }
}

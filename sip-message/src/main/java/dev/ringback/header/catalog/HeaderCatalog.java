package dev.ringback.header.catalog;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.AcceptContact;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.From;
import dev.ringback.header.address.PAssertedIdentity;
import dev.ringback.header.address.PPreferredIdentity;
import dev.ringback.header.address.ReferTo;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.header.address.RejectContact;
import dev.ringback.header.address.ReplyTo;
import dev.ringback.header.address.RequestDisposition;
import dev.ringback.header.address.To;
import dev.ringback.header.content.Accept;
import dev.ringback.header.content.AcceptEncoding;
import dev.ringback.header.content.AcceptLanguage;
import dev.ringback.header.content.AlertInfo;
import dev.ringback.header.content.CallInfo;
import dev.ringback.header.content.ContentDisposition;
import dev.ringback.header.content.ContentEncoding;
import dev.ringback.header.content.ContentLanguage;
import dev.ringback.header.content.ContentLength;
import dev.ringback.header.content.ContentType;
import dev.ringback.header.content.ErrorInfo;
import dev.ringback.header.content.MimeVersion;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.dialog.CallId;
import dev.ringback.header.dialog.InReplyTo;
import dev.ringback.header.dialog.Join;
import dev.ringback.header.dialog.RAck;
import dev.ringback.header.dialog.RSeq;
import dev.ringback.header.dialog.Replaces;
import dev.ringback.header.dialog.SessionId;
import dev.ringback.header.dialog.TargetDialog;
import dev.ringback.header.event.AllowEvents;
import dev.ringback.header.event.Event;
import dev.ringback.header.event.InfoPackage;
import dev.ringback.header.event.RecvInfo;
import dev.ringback.header.event.ReferSub;
import dev.ringback.header.event.SipETag;
import dev.ringback.header.event.SipIfMatch;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.header.feature.AcceptResourcePriority;
import dev.ringback.header.feature.Allow;
import dev.ringback.header.feature.FeatureCaps;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.ResourcePriority;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.feature.Unsupported;
import dev.ringback.header.notice.Organization;
import dev.ringback.header.notice.Priority;
import dev.ringback.header.notice.Reason;
import dev.ringback.header.notice.Server;
import dev.ringback.header.notice.Subject;
import dev.ringback.header.notice.UserAgent;
import dev.ringback.header.notice.Warning;
import dev.ringback.header.route.HistoryInfo;
import dev.ringback.header.route.MaxBreadth;
import dev.ringback.header.route.MaxForwards;
import dev.ringback.header.route.Path;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.ServiceRoute;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.AuthenticationInfo;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Identity;
import dev.ringback.header.security.Privacy;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.ProxyAuthenticationInfo;
import dev.ringback.header.security.ProxyAuthorization;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.header.time.Date;
import dev.ringback.header.time.Expires;
import dev.ringback.header.time.FlowTimer;
import dev.ringback.header.time.MinExpires;
import dev.ringback.header.time.MinSE;
import dev.ringback.header.time.RetryAfter;
import dev.ringback.header.time.SessionExpires;
import dev.ringback.header.time.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Definitions of header fields, found by name. Immutable; any thread may use it.
public final class HeaderCatalog {
    private static final HeaderCatalog STANDARD = new HeaderCatalog(List.of(), standardFields());

    private final List<HeaderField<?>> fields;
    private final @Nullable HeaderField<?>[] numbered;
    private final Map<String, HeaderField<?>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HeaderCatalog(List<HeaderField<?>> base, List<HeaderField<?>> more) {
        List<HeaderField<?>> all = new ArrayList<>(base);
        for (HeaderField<?> field : more) {
            all.removeIf(known -> known.name().equals(field.name()));
            all.add(field);
        }
        this.fields = List.copyOf(all);
        this.numbered = new HeaderField<?>[HeaderName.known()];
        for (HeaderField<?> field : fields) {
            int number = field.name().number();
            if (number >= 0) {
                numbered[number] = field;
            } else {
                named.put(field.name().canonical(), field);
            }
        }
    }

    /// All header fields that this library knows.
    public static HeaderCatalog standard() {
        return STANDARD;
    }

    /// This catalog with more definitions; one of a known name takes the place of the other.
    public HeaderCatalog with(HeaderField<?>... more) {
        return new HeaderCatalog(fields, Arrays.asList(more));
    }

    /// The definition of a header field, or null when there is none.
    public @Nullable HeaderField<?> field(HeaderName name) {
        int number = name.number();
        return number >= 0 ? numbered[number] : named.get(name.canonical());
    }

    /// All definitions.
    public List<HeaderField<?>> fields() {
        return fields;
    }

    private static List<HeaderField<?>> standardFields() {
        List<HeaderField<?>> all = new ArrayList<>();
        all.addAll(address());
        all.addAll(content());
        all.addAll(dialog());
        all.addAll(event());
        all.addAll(feature());
        all.addAll(notice());
        all.addAll(route());
        all.addAll(security());
        all.addAll(time());
        return all;
    }

    private static List<HeaderField<?>> address() {
        return List.of(
                AcceptContact.FIELD,
                Contact.FIELD,
                From.FIELD,
                PAssertedIdentity.FIELD,
                PPreferredIdentity.FIELD,
                ReferTo.FIELD,
                ReferredBy.FIELD,
                RejectContact.FIELD,
                ReplyTo.FIELD,
                RequestDisposition.FIELD,
                To.FIELD);
    }

    private static List<HeaderField<?>> content() {
        return List.of(
                Accept.FIELD,
                AcceptEncoding.FIELD,
                AcceptLanguage.FIELD,
                AlertInfo.FIELD,
                CallInfo.FIELD,
                ContentDisposition.FIELD,
                ContentEncoding.FIELD,
                ContentLanguage.FIELD,
                ContentLength.FIELD,
                ContentType.FIELD,
                ErrorInfo.FIELD,
                MimeVersion.FIELD);
    }

    private static List<HeaderField<?>> dialog() {
        return List.of(
                CSeq.FIELD,
                CallId.FIELD,
                InReplyTo.FIELD,
                Join.FIELD,
                RAck.FIELD,
                RSeq.FIELD,
                Replaces.FIELD,
                SessionId.FIELD,
                TargetDialog.FIELD);
    }

    private static List<HeaderField<?>> event() {
        return List.of(
                AllowEvents.FIELD,
                Event.FIELD,
                InfoPackage.FIELD,
                RecvInfo.FIELD,
                ReferSub.FIELD,
                SipETag.FIELD,
                SipIfMatch.FIELD,
                SubscriptionState.FIELD);
    }

    private static List<HeaderField<?>> feature() {
        return List.of(
                AcceptResourcePriority.FIELD,
                Allow.FIELD,
                FeatureCaps.FIELD,
                ProxyRequire.FIELD,
                Require.FIELD,
                ResourcePriority.FIELD,
                Supported.FIELD,
                Unsupported.FIELD);
    }

    private static List<HeaderField<?>> notice() {
        return List.of(
                Organization.FIELD,
                Priority.FIELD,
                Reason.FIELD,
                Server.FIELD,
                Subject.FIELD,
                UserAgent.FIELD,
                Warning.FIELD);
    }

    private static List<HeaderField<?>> route() {
        return List.of(
                HistoryInfo.FIELD,
                MaxBreadth.FIELD,
                MaxForwards.FIELD,
                Path.FIELD,
                RecordRoute.FIELD,
                Route.FIELD,
                ServiceRoute.FIELD,
                Via.FIELD);
    }

    private static List<HeaderField<?>> security() {
        return List.of(
                AuthenticationInfo.FIELD,
                Authorization.FIELD,
                Identity.FIELD,
                Privacy.FIELD,
                ProxyAuthenticate.FIELD,
                ProxyAuthenticationInfo.FIELD,
                ProxyAuthorization.FIELD,
                WwwAuthenticate.FIELD);
    }

    private static List<HeaderField<?>> time() {
        return List.of(
                Date.FIELD,
                Expires.FIELD,
                FlowTimer.FIELD,
                MinExpires.FIELD,
                MinSE.FIELD,
                RetryAfter.FIELD,
                SessionExpires.FIELD,
                Timestamp.FIELD);
    }
}

package dev.ringback.transfer;

import dev.ringback.cause.Check;
import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Reading;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.header.dialog.Join;
import dev.ringback.header.dialog.Replaces;
import dev.ringback.message.SipRequest;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionState;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.DialogUsage;
import dev.ringback.useragent.UserAgentCore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which session a new INVITE wants to take the place of: RFC 3891 §3. One for each user agent; on
/// the stack's thread.
public final class Replacements {
    /// The option-tag.
    public static final String TAG = "replaces";

    private static final int MOST_ENDED = 64;
    private static final String NO_TAG = "0";

    private final UserAgentCore core;
    private final Permission permission;
    private final Deque<DialogId> ended = new ArrayDeque<>();

    /// Who may replace a session: the initiator of the INVITE has to be authorized.
    @FunctionalInterface
    public interface Permission {
        /// Whether this INVITE may take the place of that session.
        boolean permits(InviteSession replaced, SipRequest invite);
    }

    /// What an INVITE wants.
    public sealed interface Judgement {
        /// It has no Replaces.
        record Ordinary() implements Judgement {}

        /// It replaces a session. When the new one is taken, the old one is to be ended with
        /// [InviteSession#replaced].
        ///
        /// @param session the old one
        record Replacing(InviteSession session) implements Judgement {}

        /// It is to be refused.
        ///
        /// @param status 400, 403, 481, 486 or 603
        /// @param check what it failed
        record Refused(int status, Check check) implements Judgement {}
    }

    /// Replacements as RFC 3891 §3 permits them: by somebody who was referred by the peer of the
    /// session (RFC 3892), or who says to be that peer or the same user as we are.
    public Replacements(UserAgentCore core) {
        this(core, Replacements::referredByPeer);
    }

    /// @param permission who may
    public Replacements(UserAgentCore core, Permission permission) {
        this.core = core;
        this.permission = permission;
    }

    /// Notes that a session with this dialog is over: who wants to replace it now was a moment too
    /// late, and is declined.
    public void ended(DialogId id) {
        ended.addLast(id);
        if (ended.size() > MOST_ENDED) {
            ended.removeFirst();
        }
    }

    /// Looks at a new INVITE.
    public Judgement judge(SipRequest invite) {
        if (!invite.has(HeaderName.REPLACES)) {
            return new Judgement.Ordinary();
        }
        Reading<Replaces> read = invite.read(Replaces.FIELD);
        Replaces replaces = read.first();
        boolean contradicted = invite.has(Join.FIELD.name());
        if (replaces == null || !read.ok() || read.values().size() != 1 || contradicted) {
            return new Judgement.Refused(400, Check.SYNTAX);
        }
        List<DialogId> names = names(replaces);
        for (DialogId id : names) {
            if (core.dialog(id) != null) {
                return matched(replaces, id, invite);
            }
        }
        boolean late = names.stream().anyMatch(ended::contains);
        return new Judgement.Refused(late ? 603 : 481, Check.DIALOG);
    }

    /// The dialogs that may be meant: `0` stands for no tag too.
    private static List<DialogId> names(Replaces replaces) {
        DialogId said = new DialogId(replaces.callId(), replaces.toTag(), replaces.fromTag());
        return replaces.fromTag().equals(NO_TAG)
                ? List.of(said, new DialogId(replaces.callId(), replaces.toTag(), ""))
                : List.of(said);
    }

    private Judgement matched(Replaces replaces, DialogId id, SipRequest invite) {
        InviteSession session = session(id);
        if (session == null) {
            return new Judgement.Refused(481, Check.DIALOG);
        }
        SessionState state = session.state();
        if (state == SessionState.ENDING || state == SessionState.ENDED) {
            return new Judgement.Refused(603, Check.DIALOG);
        }
        if (!permission.permits(session, invite)) {
            return new Judgement.Refused(403, Check.DIALOG);
        }
        Dialog replaced = session.dialog();
        if (replaced != null && replaced.secure() && !invite.requestUri().secure()) {
            // RFC 5630 §5.1.1.3
            return new Judgement.Refused(403, Check.SIPS);
        }
        boolean early = state == SessionState.EARLY || state == SessionState.CALLING;
        if (early && !session.caller()) {
            return new Judgement.Refused(481, Check.DIALOG);
        }
        return !early && replaces.earlyOnly()
                ? new Judgement.Refused(486, Check.DIALOG)
                : new Judgement.Replacing(session);
    }

    private @Nullable InviteSession session(DialogId id) {
        for (DialogUsage usage : core.usages(id)) {
            if (usage instanceof InviteSession session) {
                return session;
            }
        }
        return null;
    }

    private static boolean referredByPeer(InviteSession replaced, SipRequest invite) {
        Dialog dialog = replaced.dialog();
        if (dialog == null) {
            return false;
        }
        ReferredBy by = invite.read(ReferredBy.FIELD).first();
        Uri speaker = by == null ? invite.from().uri() : by.uri();
        return same(speaker, dialog.remoteAddress()) || same(speaker, dialog.localAddress());
    }

    private static boolean same(Uri uri, String address) {
        NameAddress read = NameAddress.parse(address);
        Uri other = read == null ? null : read.uri();
        return uri instanceof SipUri one
                && other instanceof SipUri two
                && one.addressOfRecord().equals(two.addressOfRecord());
    }
}

package dev.ringback.sessiontimer;

import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.time.MinSE;
import dev.ringback.header.time.SessionExpires;
import dev.ringback.header.time.SessionExpires.Refresher;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.TimerQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The session timer of one session: RFC 4028, both sides. It writes and reads Session-Expires and
/// Min-SE of every INVITE and UPDATE of the session and of their 2xx, and says when to refresh and
/// when to hang up. One thread.
public final class SessionTimer {
    /// The option-tag, which the session's Supported has to name.
    public static final String TAG = "timer";

    private static final Duration SPARE = Duration.ofSeconds(32);

    private final SipStack stack;
    private final TimerPolicy policy;
    private final Owner owner;
    private @Nullable Duration least;
    private @Nullable Duration interval;
    private boolean refreshing;
    private TimerQueue.@Nullable Timer refresh;
    private TimerQueue.@Nullable Timer end;

    /// Whose session it is.
    public interface Owner {
        /// Send a refresh: UPDATE where the peer allows it, else a re-INVITE (§7.4). Where one is
        /// under way, or another request that refreshes, nothing more is needed.
        void refresh();

        /// The session has run out: send BYE (§10).
        void expired();
    }

    /// @param policy what we want
    public SessionTimer(SipStack stack, TimerPolicy policy, Owner owner) {
        this.stack = stack;
        this.policy = policy;
        this.owner = owner;
    }

    /// The interval that was agreed on; null where the session does not run out.
    public @Nullable Duration interval() {
        return interval;
    }

    /// Whether we refresh; where not, the peer does.
    public boolean refreshing() {
        return interval != null && refreshing;
    }

    /// Client: writes what an INVITE or UPDATE asks for, §7.1 and §7.4.
    public void ask(SipRequest.Builder request) {
        Duration wanted = interval == null ? policy.interval() : interval;
        if (least != null) {
            request.set(HeaderName.MIN_SE, seconds(least));
        } else if (policy.least().compareTo(SessionExpires.LEAST) > 0) {
            request.set(HeaderName.MIN_SE, seconds(policy.least()));
        }
        if (wanted == null) {
            return;
        }
        String value = seconds(least == null ? wanted : longer(wanted, least));
        Refresher kept = refreshing ? Refresher.UAC : Refresher.UAS;
        Refresher role = interval == null ? policy.refresher() : kept;
        request.set(HeaderName.SESSION_EXPIRES, value + parameter(role));
    }

    /// Client: a request was refused with 422, §7.3. What is asked from now on is long enough for
    /// whoever refused.
    public void refused(SipResponse response) {
        note(response);
    }

    /// Client: an INVITE or UPDATE was answered with a 2xx, which extends the session, §7.2. Where
    /// the peer knows nothing of timers but we asked for one, it is ours alone.
    ///
    /// @param request as it was sent
    public void answered(SipRequest request, SipResponse success) {
        SessionExpires asked = request.read(SessionExpires.FIELD).first();
        SessionExpires given = success.read(SessionExpires.FIELD).first();
        settle();
        if (given != null) {
            start(given.interval(), given.refresher() != Refresher.UAS);
        } else if (asked != null && policy.interval() != null) {
            start(asked.interval(), true);
        } else {
            stop();
        }
    }

    /// Server: the interval that an INVITE or UPDATE at least has to ask for, where it asks for
    /// less and its client can be told so: 422 with Min-SE, §9.
    ///
    /// @return null where it may be accepted
    public @Nullable MinSE tooBrief(SipRequest request) {
        note(request);
        SessionExpires asked = request.read(SessionExpires.FIELD).first();
        boolean brief =
                asked != null
                        && supported(request)
                        && asked.interval().compareTo(policy.least()) < 0;
        return brief ? MinSE.FIELD.parse(seconds(policy.least())) : null;
    }

    /// Server: writes the 2xx of an INVITE or UPDATE, which extends the session, §9.
    ///
    /// @param request the request
    public void answer(SipRequest request, SipResponse.Builder success) {
        SessionExpires asked = request.read(SessionExpires.FIELD).first();
        boolean supported = supported(request);
        Duration given = given(asked, supported);
        if (given == null) {
            alone();
            return;
        }
        Refresher role = role(asked, supported);
        success.set(HeaderName.SESSION_EXPIRES, seconds(given) + parameter(role));
        if (supported) {
            success.add(HeaderName.REQUIRE, TAG);
        }
        start(given, role == Refresher.UAS);
    }

    /// The interval of the 2xx: that of the request or a shorter one, never a longer one, and not
    /// below what everybody on the way accepts. A peer that was not asked is not told.
    private @Nullable Duration given(@Nullable SessionExpires asked, boolean supported) {
        Duration wanted = policy.interval();
        Duration floor = least == null ? SessionExpires.LEAST : longer(least, SessionExpires.LEAST);
        if (asked == null) {
            return wanted == null || !supported ? null : longer(wanted, floor);
        }
        if (asked.interval().compareTo(SessionExpires.LEAST) < 0) {
            return null;
        }
        boolean shorter = wanted != null && wanted.compareTo(asked.interval()) < 0;
        Duration reduced = shorter && wanted != null ? longer(wanted, floor) : asked.interval();
        return reduced.compareTo(asked.interval()) > 0 ? asked.interval() : reduced;
    }

    /// Table 2 of §9.
    private Refresher role(@Nullable SessionExpires asked, boolean supported) {
        if (!supported) {
            return Refresher.UAS;
        }
        Refresher chosen = asked == null ? null : asked.refresher();
        if (chosen != null) {
            return chosen;
        }
        return policy.refresher() == Refresher.UAS ? Refresher.UAS : Refresher.UAC;
    }

    /// The peer knows nothing of timers: what we want of them we do alone.
    private void alone() {
        Duration wanted = policy.interval();
        if (wanted == null) {
            stop();
        } else {
            start(wanted, true);
        }
    }

    /// Ends the timer: the session is over.
    public void stop() {
        interval = null;
        cancel();
    }

    private void cancel() {
        if (refresh != null) {
            refresh.cancel();
            refresh = null;
        }
        if (end != null) {
            end.cancel();
            end = null;
        }
    }

    /// The Min-SE of our INVITEs that were refused counts until there is a dialog, §7.4.
    private void settle() {
        if (interval == null) {
            least = null;
        }
    }

    /// What is below 90 seconds is a fault of the peer, and taken as 90: §4.
    private void start(Duration agreed, boolean ours) {
        cancel();
        Duration length = longer(agreed, SessionExpires.LEAST);
        interval = length;
        refreshing = ours;
        if (ours) {
            refresh = stack.schedule(length.dividedBy(2), () -> due(length.dividedBy(2)));
            end = stack.schedule(length, this::over);
        } else {
            Duration third = length.dividedBy(3);
            Duration spare = third.compareTo(SPARE) < 0 ? third : SPARE;
            end = stack.schedule(length.minus(spare), this::over);
        }
    }

    /// A refresh that is not answered is tried again when half of the rest is over, as long as an
    /// answer can still come in time.
    private void due(Duration rest) {
        Duration half = rest.dividedBy(2);
        refresh = half.compareTo(SPARE) < 0 ? null : stack.schedule(half, () -> due(half));
        owner.refresh();
    }

    private void over() {
        stop();
        owner.expired();
    }

    private void note(SipMessage message) {
        MinSE heard = message.read(MinSE.FIELD).first();
        if (heard != null) {
            least = least == null ? heard.interval() : longer(least, heard.interval());
        }
    }

    private static boolean supported(SipRequest request) {
        List<String> tags = request.read(Supported.FIELD).values();
        return tags.stream().anyMatch(TAG::equalsIgnoreCase);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    private static String parameter(@Nullable Refresher role) {
        return switch (role) {
            case null -> "";
            case UAC -> ";refresher=uac";
            case UAS -> ";refresher=uas";
        };
    }
}

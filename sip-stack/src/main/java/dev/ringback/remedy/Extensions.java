package dev.ringback.remedy;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.feature.ProxyRequire;
import dev.ringback.header.feature.Require;
import dev.ringback.header.feature.Supported;
import dev.ringback.header.feature.Unsupported;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The option-tags that a request is sent without, or with, after 420 and 421: RFC 3261 §8.1.3.5,
/// §21.4.16.
public final class Extensions {
    private final Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> added = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /// Nothing dropped, nothing added.
    public Extensions() {}

    /// Drops what a peer does not support.
    ///
    /// @return whether the request demanded any of it
    public boolean drop(SipRequest refused, SipResponse response) {
        Set<String> demanded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        demanded.addAll(refused.read(Require.FIELD).values());
        demanded.addAll(refused.read(ProxyRequire.FIELD).values());
        boolean any = false;
        for (String tag : response.read(Unsupported.FIELD).values()) {
            any |= demanded.contains(tag) && dropped.add(tag);
        }
        return any;
    }

    /// Adds what a peer requires.
    ///
    /// @param possible what we can do
    /// @return whether we can do all of it, and it was not there yet
    public boolean add(SipRequest refused, SipResponse response, List<String> possible) {
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(response.read(Require.FIELD).values());
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(possible);
        boolean can = known.containsAll(wanted);
        refused.read(Supported.FIELD).values().forEach(wanted::remove);
        return can && added.addAll(wanted);
    }

    /// Changes a request so.
    ///
    /// @param drafted the request as it was asked for
    public void apply(SipRequest drafted, SipRequest.Builder request) {
        if (!dropped.isEmpty()) {
            without(drafted, request, Require.FIELD);
            without(drafted, request, ProxyRequire.FIELD);
        }
        if (!added.isEmpty()) {
            List<String> tags = new ArrayList<>(drafted.read(Supported.FIELD).values());
            added.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
            request.set(HeaderName.SUPPORTED, String.join(", ", tags));
        }
    }

    private void without(
            SipRequest drafted, SipRequest.Builder request, HeaderField<String> field) {
        List<String> kept = new ArrayList<>(drafted.read(field).values());
        kept.removeIf(dropped::contains);
        request.remove(field.name());
        if (!kept.isEmpty()) {
            request.set(field.name(), String.join(", ", kept));
        }
    }
}

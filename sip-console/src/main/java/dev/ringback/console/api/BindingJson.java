package dev.ringback.console.api;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.calls.RecentCalls;
import dev.ringback.config.HostName;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bindings as the console shows them.
public final class BindingJson {
    private static final int HASH_OCTETS = 8;

    private final RecentCalls calls;

    /// @param calls knows the user agents of those who registered of late
    public BindingJson(RecentCalls calls) {
        this.calls = calls;
    }

    /// A binding and whose it is.
    public record Bound(AddressOfRecord aor, Binding binding) {}

    /// Bindings. What their user agents are is asked once for all of them.
    ///
    /// @param now the monotonic nanoseconds in which their end is said
    public List<Map<String, @Nullable Object>> of(List<Bound> bound, long now) {
        Set<String> callIds = new HashSet<>();
        bound.forEach(each -> callIds.add(each.binding.registration().callId()));
        Map<String, CallFlow> registrations = calls.remembered(callIds);
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Bound each : bound) {
            CallFlow flow = registrations.get(each.binding.registration().callId());
            items.add(of(each, flow == null ? null : userAgent(flow), now));
        }
        return items;
    }

    private static Map<String, @Nullable Object> of(
            Bound bound, @Nullable String userAgent, long now) {
        AddressOfRecord aor = bound.aor;
        Binding binding = bound.binding;
        Flow flow = binding.flow();
        Duration left = Duration.ofNanos(Math.max(0, binding.expiresAt() - now));
        String regId = binding.parameters().value("reg-id");
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("id", Asked.id(key(aor, binding)));
        item.put("aor", aor.toString());
        item.put("contact", binding.contact().toString());
        item.put("expiresSeconds", binding.remainingSeconds(now));
        item.put("expiresAt", Instant.now().plus(left).truncatedTo(ChronoUnit.MILLIS));
        item.put("q", binding.q() < 0 ? null : binding.q() / 1000.0);
        item.put("transport", flow.transport().parameter());
        item.put("received", address(flow.remote()));
        item.put("local", address(flow.local()));
        item.put("path", binding.path().stream().map(Object::toString).toList());
        item.put("userAgent", userAgent);
        item.put("instance", binding.parameters().value("+sip.instance"));
        item.put("regId", regId == null ? null : number(regId));
        item.put("callId", binding.registration().callId());
        item.put("flow", state(binding));
        return item;
    }

    private static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String state(Binding binding) {
        if (!binding.flow().transport().reliable()) {
            return "none";
        }
        return binding.failed() ? "closed" : "open";
    }

    private static @Nullable String userAgent(CallFlow flow) {
        String last = null;
        for (Passed passed : flow.messages()) {
            if (passed.message() instanceof SipRequest request
                    && request.method().equals(Method.REGISTER)) {
                last = request.value(HeaderName.USER_AGENT);
            }
        }
        return last;
    }

    /// What one binding differs by from all others: whose it is, and a hash of its contact.
    static String key(AddressOfRecord aor, Binding binding) {
        return aor + "\n" + hash(binding.contact().toString());
    }

    private static String hash(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /// `192.0.2.7:5060`, `[2001:db8::7]:5060`.
    static String address(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String text = host == null ? address.getHostString() : HostName.text(host);
        return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + address.getPort();
    }
}

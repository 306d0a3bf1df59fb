package dev.ringback.useragent;

import dev.ringback.message.SipRequest;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The agents by their names. Most names have one agent, so a list is made only for a second one.
final class AgentTable {
    private final Map<String, List<LocalAgent>> byName = new HashMap<>();

    void add(LocalAgent agent) {
        for (String name : agent.names()) {
            byName.merge(name, List.of(agent), AgentTable::joined);
        }
    }

    void remove(LocalAgent agent) {
        for (String name : agent.names()) {
            byName.computeIfPresent(name, (_, there) -> without(there, agent));
        }
    }

    /// Who serves a request outside of dialogs: first those named for its user, then those that
    /// take anybody's.
    @Nullable LocalAgent serving(SipRequest request) {
        String user = request.requestUri() instanceof SipUri sip ? sip.user() : null;
        LocalAgent named = user == null ? null : among(user, request);
        return named == null ? among(LocalAgent.ANYBODY, request) : named;
    }

    private @Nullable LocalAgent among(String name, SipRequest request) {
        for (LocalAgent agent : byName.getOrDefault(name, List.of())) {
            if (agent.serves(request)) {
                return agent;
            }
        }
        return null;
    }

    private static List<LocalAgent> joined(List<LocalAgent> there, List<LocalAgent> more) {
        List<LocalAgent> all = new ArrayList<>(there);
        all.addAll(more);
        return List.copyOf(all);
    }

    private static @Nullable List<LocalAgent> without(List<LocalAgent> there, LocalAgent agent) {
        List<LocalAgent> others = there.stream().filter(each -> !each.equals(agent)).toList();
        return others.isEmpty() ? null : others;
    }
}

package dev.ringback.config;

import java.nio.file.Path;
import java.util.List;

/// What the server is responsible for, where it listens, and where it keeps what it knows.
final class NetworkReader implements SectionReader {
    @Override
    public List<String> keys() {
        return List.of("domains", "listen", "advertise", "data", "secret");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        List<String> domains = top.list("domains", HostName::parse);
        if (domains != null) {
            into.domains(domains);
        }
        List<Listen> listen = top.list("listen", Listen::parse);
        if (listen != null) {
            into.listen(listen);
        }
        String advertise = top.value("advertise", HostName::parse);
        if (advertise != null) {
            into.advertise(advertise);
        }
        Path data = top.value("data", Path::of);
        if (data != null) {
            into.data(data);
        }
        Path secret = top.value("secret", Path::of);
        Node named = top.node("secret");
        if (secret != null && named != null) {
            into.storage(into.storage().withSecret(secret, named.place()));
        }
    }
}

package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.core.LoadSettings;
import dev.ringback.location.MemoryLocation;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the shards get of the configuration and of the machine.
class AssemblyTest {
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    @Test
    void theShardsShareAQuarterOfTheHeap() throws ConfigException {
        assertThat(load(ServerConfig.builder().shards(1)).memory()).isEqualTo(HEAP / 4);
        assertThat(load(ServerConfig.builder().shards(4)).memory()).isEqualTo(HEAP / 16);
    }

    @Test
    void theLimitOfTransactionsIsWhatTheConfigurationSays() throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        assertThat(load(builder).transactions()).as("none").isEqualTo(10_000_000);
        ServerConfig.Limits usual = builder.limits();
        builder.limits(
                new ServerConfig.Limits(
                        usual.message(),
                        usual.body(),
                        usual.uri(),
                        usual.headers(),
                        700_000,
                        usual.protection()));
        assertThat(load(builder).transactions()).isEqualTo(700_000);
    }

    private static LoadSettings load(ServerConfigBuilder builder) throws ConfigException {
        ServerConfig config = builder.domains(List.of("example.com")).build();
        Assembly.Draft draft =
                new Assembly.Draft(config, new MemorySubscribers(List.of()), Stir.NONE);
        return new Assembly(new MemoryLocation()).services(draft, List.of()).settings().load();
    }
}

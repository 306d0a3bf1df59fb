package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine.Command;

final class SubcommandsTest {
    static final List<String> NAMES = Subcommands.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void everyCommandIsCalledWhatItSays(String name) {
        Command command = Subcommands.create(name).getClass().getAnnotation(Command.class);

        assertThat(command.name()).isEqualTo(name);
    }

    @Test
    void onlyTheCommandThatIsMeantIsRead() {
        assertThat(Subcommands.meant("-v", "serve", "--user", "call")).containsExactly("serve");
        assertThat(Subcommands.meant()).isEmpty();
        assertThat(Subcommands.meant("--version")).isEmpty();
    }

    @Test
    void anUnknownWordCanMeanAnyCommand() {
        assertThat(Subcommands.meant("srve", "call")).isEqualTo(Subcommands.NAMES);
        assertThat(Subcommands.meant("--color", "always", "call")).isEqualTo(Subcommands.NAMES);
    }
}

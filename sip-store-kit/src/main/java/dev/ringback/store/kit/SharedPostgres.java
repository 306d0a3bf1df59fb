package dev.ringback.store.kit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [PostgresServer] as a parameter, one for all tests of a process: it is started for
/// the first that asks and ended after the last. Each test makes a database of its own.
public final class SharedPostgres implements ParameterResolver {
    /// For `@ExtendWith`.
    public SharedPostgres() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PostgresServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
                .computeIfAbsent(PostgresServer.class, _ -> PostgresServer.start());
    }
}

package dev.ringback.testkit.junit;

import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/// What stands behind [SipSimulation].
public final class SipExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace OWN =
            ExtensionContext.Namespace.create(SipExtension.class);

    /// For JUnit.
    public SipExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        world(context);
    }

    private static SipWorld world(ExtensionContext context) {
        return context.getStore(OWN)
                .computeIfAbsent(SipWorld.class, _ -> made(wanted(context)), SipWorld.class);
    }

    private static SipWorld made(SipSimulation wanted) {
        Faults faults =
                Faults.none()
                        .withLoss(wanted.loss())
                        .withDuplication(wanted.duplication())
                        .withReordering(wanted.reordering())
                        .withDelay(
                                Duration.ofMillis(wanted.minDelayMillis()),
                                Duration.ofMillis(wanted.maxDelayMillis()));
        Simulation simulation = new Simulation(Long.getLong("sim.seed", wanted.seed()));
        simulation.network().faults(faults);
        if (wanted.invariants()) {
            simulation.expect(Invariants.all());
        }
        return new SipWorld(simulation, Duration.ofSeconds(wanted.limitSeconds()));
    }

    private static SipSimulation wanted(ExtensionContext context) {
        Optional<SipSimulation> onTest =
                AnnotationSupport.findAnnotation(context.getElement(), SipSimulation.class);
        return onTest.or(
                        () ->
                                AnnotationSupport.findAnnotation(
                                        context.getRequiredTestClass(), SipSimulation.class))
                .orElseThrow();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SipWorld.class || type == Simulation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        SipWorld world = world(context);
        return parameter.getParameter().getType() == SipWorld.class ? world : world.simulation();
    }

    /// A test that failed shows what passed the network.
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        SipWorld world = world(context);
        world.failed();
        String seed = String.valueOf(world.simulation().seed());
        failure.addSuppressed(
                new AssertionError("seed " + seed + "\n" + world.simulation().trace().ladder()));
        throw failure;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        SipWorld world = context.getStore(OWN).remove(SipWorld.class, SipWorld.class);
        if (world != null) {
            world.close();
        }
    }
}

package io.autocharge.runtime;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.axonframework.eventhandling.DisallowReplay;

/** Whenever something happens, something else is to be done. It starts at the head of the stream and is never replayed. */
@Stereotype
@Singleton
@DisallowReplay
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Policy {}

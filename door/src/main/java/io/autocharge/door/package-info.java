/**
 * What every server of ours does alike towards whoever is outside. The edge and the services need it, the edge may not know
 * the {@code runtime} of the services, and {@code contracts} knows no framework: hence a module of its own (ADR 0030).
 */
package io.autocharge.door;

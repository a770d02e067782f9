/**
 * The published language of Autocharge: what services, partner apps and operators say to each other. Records, sealed
 * interfaces and enums over {@code java.*} and jackson-annotations alone.
 */
package io.autocharge.contracts;

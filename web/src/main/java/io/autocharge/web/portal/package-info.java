/** The pages on which a partner's staff works. How to add one is told in the README of this module. */
package io.autocharge.web.portal;

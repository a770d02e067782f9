/** What operators see and do, over HTTP, in every service alike. */
package io.autocharge.runtime.ops;

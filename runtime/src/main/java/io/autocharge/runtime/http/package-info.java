/** What every HTTP interface of Autocharge has in common: who calls, what an error looks like, how lists are read. */
package io.autocharge.runtime.http;

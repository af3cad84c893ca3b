//go:build linux && (desktop || dev)

package app

/*
#cgo linux pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <gtk/gtk.h>
#include <webkit2/webkit2.h>
#include <string.h>

#define HOME "wails://wails/"
#define SYSTEM_CALL ":wails:"

static WebKitWebView *web_view_in(GtkWidget *widget) {
  if (WEBKIT_IS_WEB_VIEW(widget)) return WEBKIT_WEB_VIEW(widget);
  if (!GTK_IS_CONTAINER(widget)) return NULL;
  WebKitWebView *found = NULL;
  GList *children = gtk_container_get_children(GTK_CONTAINER(widget));
  for (GList *child = children; child && !found; child = child->next) found = web_view_in(GTK_WIDGET(child->data));
  g_list_free(children);
  return found;
}

// Ignores every navigation that leaves the app and every new window.
static gboolean on_policy(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer data) {
  if (type != WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && type != WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION) return FALSE;
  WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
  const char *uri = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && uri && strncmp(uri, HOME, strlen(HOME)) == 0) return FALSE;
  webkit_policy_decision_ignore(decision);
  return TRUE;
}

static gboolean on_permission(WebKitWebView *view, WebKitPermissionRequest *request, gpointer data) {
  webkit_permission_request_deny(request);
  return TRUE;
}

// The handler of Wails for what the page says, and whose it is.
static gulong wails_handler;
static WebKitUserContentManager *manager;
static gboolean blocked; // for the message under way

// A call of what Wails itself offers to every page, such as reading the
// clipboard. A message without an escape and without the prefix is none; of any
// other each text is looked at, because Go takes "Name" for "name".
static gboolean is_system_call(JSCContext *context, const char *json) {
  if (!strstr(json, "\\u") && !strstr(json, SYSTEM_CALL)) return FALSE;
  JSCValue *call = jsc_value_new_from_json(context, json);
  if (!call || !jsc_value_is_object(call)) {
    g_clear_object(&call);
    return TRUE;
  }
  gboolean found = FALSE;
  gchar **names = jsc_value_object_enumerate_properties(call);
  for (gchar **name = names; name && *name; name++) {
    JSCValue *value = jsc_value_object_get_property(call, *name);
    if (jsc_value_is_string(value)) {
      char *text = jsc_value_to_string(value);
      found = found || g_str_has_prefix(text, SYSTEM_CALL);
      g_free(text);
    }
    g_object_unref(value);
  }
  g_strfreev(names);
  g_object_unref(call);
  return found;
}

// Wails opens any address that the page sends it as "BO:", of nearly any scheme,
// and reads the clipboard for it. Its handler was connected first and cannot be
// overtaken, but hooks run before every handler: this one blocks it for such a
// message.
static gboolean on_message(GSignalInvocationHint *hint, guint count, const GValue *values, gpointer data) {
  if (g_value_get_object(&values[0]) != manager) return TRUE;
  JSCValue *value = webkit_javascript_result_get_js_value(g_value_get_boxed(&values[1]));
  char *text = jsc_value_to_string(value);
  blocked = text && (text[0] == 'B' || (text[0] == 'C' && is_system_call(jsc_value_get_context(value), text + 1)));
  if (blocked) g_signal_handler_block(manager, wails_handler);
  g_free(text);
  return TRUE;
}

// Connected last, so that it runs after the handler of Wails was passed over.
static void after_message(WebKitUserContentManager *from, WebKitJavascriptResult *result, gpointer data) {
  if (blocked) g_signal_handler_unblock(from, wails_handler);
  blocked = FALSE;
}

static void guard_messages(WebKitWebView *view) {
  WebKitUserContentManager *found = webkit_web_view_get_user_content_manager(view);
  guint signal = g_signal_lookup("script-message-received", WEBKIT_TYPE_USER_CONTENT_MANAGER);
  GQuark detail = g_quark_from_static_string("external");
  wails_handler = g_signal_handler_find(found, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL, signal, detail, NULL, NULL, NULL);
  if (!wails_handler) return;
  manager = found;
  g_signal_connect(found, "script-message-received::external", G_CALLBACK(after_message), NULL);
  g_signal_add_emission_hook(signal, detail, on_message, NULL, NULL);
}

static gboolean attach(gpointer data) {
  GList *windows = gtk_window_list_toplevels();
  for (GList *window = windows; window; window = window->next) {
    WebKitWebView *view = web_view_in(GTK_WIDGET(window->data));
    if (!view || g_object_get_data(G_OBJECT(view), "sluiceway-guard")) continue;
    g_object_set_data(G_OBJECT(view), "sluiceway-guard", GINT_TO_POINTER(1));
    g_signal_connect(view, "decide-policy", G_CALLBACK(on_policy), NULL);
    g_signal_connect(view, "permission-request", G_CALLBACK(on_permission), NULL);
    guard_messages(view);
  }
  g_list_free(windows);
  return G_SOURCE_REMOVE;
}

static void guard_navigation(void) { g_idle_add(attach, NULL); }
*/
import "C"

// guardNavigation keeps the window on the app's own page. Wails does not, so a link
// or a script could replace the app with a foreign page. It also blocks what Wails
// offers to every script and this app never uses: opening any address with the
// system, which Desktop.OpenURL does for web addresses only, and reading the
// clipboard.
func guardNavigation() { C.guard_navigation() }

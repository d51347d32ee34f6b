//go:build linux && cgo && !wayland

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xproto.h>
#include <X11/Xutil.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What GLFW calls is led here by the linker; __real_ is what it calls otherwise.
XIC __real_XCreateIC(XIM im, ...);
void __real_XDestroyIC(XIC ic);
void __real_XSetICFocus(XIC ic);
void __real_XUnsetICFocus(XIC ic);
int __real_Xutf8LookupString(XIC ic, XKeyPressedEvent *event, char *buffer, int size, KeySym *key, Status *status);
Status __real_XCloseIM(XIM im);
Bool __real_XFilterEvent(XEvent *event, Window window);

// The input contexts that live.
static struct context {
	struct context *next;
	Window window;
	XIC ic;
	XIMCallback died;
	int put, moved; // whether it has a spot, and whether the window has moved since
	XPoint spot;
} *contexts;

static struct context *context_of(Window window) {
	struct context *c;

	for (c = contexts; c && c->window != window; c = c->next)
		;
	return c;
}

enum { most = 8 }; // pairs of an argument's name and value; GLFW gives three

static struct context *context_with(XIC ic) {
	struct context *c;

	for (c = contexts; c && c->ic != ic; c = c->next)
		;
	return c;
}

static void forget(XIC ic) {
	struct context **at, *c;

	for (at = &contexts; (c = *at); at = &c->next)
		if (c->ic == ic) {
			*at = c->next;
			free(c);
			return;
		}
}

static XIM dead; // the last whose input method has ended; GLFW opens one

static void died(XIC ic, XPointer im, XPointer nothing) {
	(void)nothing;
	dead = (XIM)im;
	forget(ic);
}

XIC __wrap_XCreateIC(XIM im, ...) {
	const char *name[most] = {0};
	void *value[most] = {0};
	struct context *c;
	Window window = None;
	va_list args;
	XIC ic;
	int n;

	va_start(args, im);
	for (n = 0; n < most && (name[n] = va_arg(args, const char *)); n++) {
		value[n] = va_arg(args, void *);
		if (!strcmp(name[n], XNClientWindow))
			window = (Window)value[n];
	}
	va_end(args);
	ic = __real_XCreateIC(im, name[0], value[0], name[1], value[1], name[2], value[2], name[3], value[3], name[4], value[4],
		name[5], value[5], name[6], value[6], name[7], value[7], NULL);
	if (ic && (c = calloc(1, sizeof *c))) {
		*c = (struct context){.next = contexts, .window = window, .ic = ic, .died = {(XPointer)im, (XIMProc)died}};
		contexts = c;
		XSetICValues(ic, XNDestroyCallback, &c->died, NULL);
	}
	return ic;
}

// GLFW goes on with a context whose input method has ended, which Xlib doesn't survive. Then keys are what is written on them, until the
// program starts anew.

void __wrap_XDestroyIC(XIC ic) {
	if (!context_with(ic))
		return;
	forget(ic);
	__real_XDestroyIC(ic);
}

void __wrap_XSetICFocus(XIC ic) {
	if (context_with(ic))
		__real_XSetICFocus(ic);
}

void __wrap_XUnsetICFocus(XIC ic) {
	if (context_with(ic))
		__real_XUnsetICFocus(ic);
}

Status __wrap_XCloseIM(XIM im) { return im == dead ? 0 : __real_XCloseIM(im); }

int __wrap_Xutf8LookupString(XIC ic, XKeyPressedEvent *event, char *buffer, int size, KeySym *key, Status *status) {
	KeySym symbol = NoSymbol;
	int n;

	if (context_with(ic))
		return __real_Xutf8LookupString(ic, event, buffer, size, key, status);
	n = XLookupString(event, buffer, size, &symbol, NULL);
	if (n == 1 && (buffer[0] & 0x80)) // it is Latin-1: two bytes in UTF-8
		n = 0;
	if (key)
		*key = symbol;
	*status = n ? XLookupChars : XLookupNone;
	return n;
}

// What the input method is asked through, on a connection of its own.
static struct {
	Display *display;
	Window window;
	Atom server;
	int asked; // and it has not answered
} ping;

static int ping_begin(void) {
	const char *name = XSetLocaleModifiers(NULL), *im = name ? strstr(name, "@im=") : NULL;
	char server[128];

	if (ping.display)
		return 1;
	if (!im || !(ping.display = XOpenDisplay(NULL)))
		return 0;
	im += strlen("@im=");
	snprintf(server, sizeof server, "@server=%.*s", (int)strcspn(im, "@"), im);
	ping.server = XInternAtom(ping.display, server, False);
	ping.window = XCreateSimpleWindow(ping.display, DefaultRootWindow(ping.display), 0, 0, 1, 1, 0, 0, 0);
	return 1;
}

// Waits for an answer, so many milliseconds. It tells whether one came, and in *alive, whether it was the input method's.
static int ping_answered(int wait, int *alive) {
	struct pollfd fd = {ConnectionNumber(ping.display), POLLIN, 0};
	XEvent e;

	while (XPending(ping.display) || poll(&fd, 1, wait) > 0) {
		if (!XPending(ping.display)) {
			if (fd.revents & (POLLERR | POLLHUP))
				return 0;
			continue;
		}
		XNextEvent(ping.display, &e);
		if (e.type == SelectionNotify) {
			*alive = e.xselection.property != None;
			ping.asked = 0;
			return 1;
		}
	}
	return 0;
}

// Tells whether the input method answers. Setting a spot waits for an answer without end, even of one that has died meanwhile; but every input
// method owns a selection by which it is found and which it has to answer for, and that can be waited for as long as one likes.
static int answers(void) {
	enum { patience = 200 }; // milliseconds; it may be looking for candidates
	int alive = 0;

	if (!ping_begin() || (ping.asked && !ping_answered(0, &alive)))
		return 0;
	XConvertSelection(ping.display, ping.server, XInternAtom(ping.display, "TRANSPORT", False), XA_PRIMARY, ping.window, CurrentTime);
	XFlush(ping.display);
	ping.asked = 1;
	return ping_answered(patience, &alive) && alive;
}

// Gives the input method the spot. What it refuses, it refuses: its candidates then stand where they did.
static void set_spot(struct context *c) {
	XVaNestedList list;

	if (!answers() || !(list = XVaCreateNestedList(0, XNSpotLocation, &c->spot, NULL)))
		return;
	XSetICValues(c->ic, XNPreeditAttributes, list, NULL);
	XFree(list);
	c->put = 1;
	c->moved = 0;
}

void caret_put(unsigned long window, int x, int y) {
	struct context *c = context_of(window);

	if (!c || (c->put && !c->moved && c->spot.x == x && c->spot.y == y))
		return;
	c->spot = (XPoint){(short)x, (short)y};
	set_spot(c);
}

static int (*other_errors)(Display *, XErrorEvent *);

// Xlib ends the program where it writes to the window of an input method that has died meanwhile: not for that.
static int errors(Display *display, XErrorEvent *e) {
	if (e->error_code == BadWindow && (e->request_code == X_ChangeProperty || e->request_code == X_SendEvent))
		return 0;
	return other_errors ? other_errors(display, e) : 0;
}

// GLFW takes away whatever looks at errors when it has looked itself.
static void watch_errors(void) {
	int (*was)(Display *, XErrorEvent *) = XSetErrorHandler(errors);

	if (was != errors)
		other_errors = was;
}

// GLFW reports a key when the input method has only just got it, besides what becomes of it:
// Backspace would take a character from the box, and not from the pinyin; Esc would close the question, and not the candidates; and what the
// input method hands back would come after the keys that were pressed later. So a key that it got is none, until it is handed back.
//
// Spots are kept by input methods as places on the screen, so one is given anew after the window has moved.
Bool __wrap_XFilterEvent(XEvent *event, Window window) {
	enum { none = 0 }; // no event's type
	struct context *c = context_of(event->xany.window);
	Bool filtered;

	watch_errors();
	if (c && event->type == ConfigureNotify)
		c->moved = 1;
	if (c && event->type == KeyPress && c->put && c->moved)
		set_spot(c);
	filtered = __real_XFilterEvent(event, window);
	if (c && filtered && (event->type == KeyPress || event->type == KeyRelease))
		event->type = none;
	return filtered;
}

import { Router } from "express";

/** The bare address leads to the page where one begins. */
export function homeRoute(page: string): Router {
  const router = Router();
  router.get("/", (_request, response) => response.redirect(302, page));
  return router;
}
